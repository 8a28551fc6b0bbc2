import { buildKiosk } from './build-kiosk.ts'
import { findKiosk, openKiosk } from './open-kiosk.ts'
import { afterDeath } from './restart-policy.ts'
import type { Terminal } from './terminal.ts'

/** What the kiosk needs to know. */
export interface KioskPlan {
  readonly root: string
  readonly url: string
  /** False when the person asked for no window. */
  readonly wanted: boolean
}

/**
 * Opens the kiosk window, and again when it crashes; where there can be none, one line names the address instead.
 * Returns what closes it.
 */
export async function showKiosk(plan: KioskPlan, terminal: Terminal): Promise<() => void> {
  const kiosk = plan.wanted
    ? findKiosk(plan.root, process.env, process.platform)
    : ({ kind: 'none', why: '--no-window was given' } as const)
  if (kiosk.kind === 'none') {
    terminal.say(`No kiosk window (${kiosk.why}). Open ${plan.url} in a browser.`)
    return () => {}
  }
  const script = await buildKiosk()
  return keepOpen(
    () => openKiosk(kiosk.program, script, plan.url),
    (how) => terminal.say(`The kiosk window ${how}. The station goes on; open ${plan.url} in a browser.`),
  )
}

function keepOpen(open: () => ReturnType<typeof openKiosk>, lost: (how: string) => void): () => void {
  let close = () => {}
  const show = (quick: number) => {
    const startedAt = performance.now()
    const window = open()
    window.once('error', (error) => lost(`cannot be opened (${error.message})`))
    window.once('exit', (code) => {
      if (code === 0) return lost('was closed')
      const next = afterDeath(quick, performance.now() - startedAt)
      if (next.kind === 'give-up') return lost('ended unexpectedly too often')
      const timer = setTimeout(() => show(next.quick), next.delayMs)
      close = () => clearTimeout(timer)
    })
    close = () => {
      window.removeAllListeners('exit')
      window.kill()
    }
  }
  show(0)
  return () => close()
}
