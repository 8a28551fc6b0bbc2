import { buildKiosk } from './build-kiosk.ts'
import { stationAddress } from './kiosk-rules.ts'
import { findKiosk, type Kiosk, openKiosk } from './open-kiosk.ts'
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
  const address = stationAddress(plan.url)
  const url = address ?? plan.url
  const kiosk = kioskOf(plan, address)
  if (kiosk.kind === 'none') {
    terminal.say(`No kiosk window (${kiosk.why}). Open ${url} in a browser.`)
    return () => {}
  }
  const script = await buildKiosk()
  return keepOpen(
    () => openKiosk(kiosk.program, script, url),
    (how) => terminal.say(`The kiosk window ${how}. The station goes on; open ${url} in a browser.`),
  )
}

function kioskOf(plan: KioskPlan, address: string | undefined): Kiosk {
  if (!plan.wanted) return { kind: 'none', why: '--no-window was given' }
  if (!address) return { kind: 'none', why: 'the station listens on a network address only' }
  return findKiosk(plan.root, process.env, process.platform)
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
