import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Electron's program would be, or why there is no window. */
export type Kiosk =
  | { readonly kind: 'there'; readonly program: string }
  | { readonly kind: 'none'; readonly why: string }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Finds Electron's program without fetching it: the package's own index.js downloads it when it is missing,
 * so only the files it would leave are looked at. A Linux without display has no window either.
 */
export function findKiosk(root: string, env: Environment, platform: NodeJS.Platform): Kiosk {
  const program = electronProgram(join(root, 'node_modules', 'electron'), env)
  if (!program) return { kind: 'none', why: 'Electron is not here; npx install-electron fetches it' }
  const display = platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY
  return display ? { kind: 'there', program } : { kind: 'none', why: 'there is no display' }
}

function electronProgram(folder: string, env: Environment): string | undefined {
  const note = join(folder, 'path.txt')
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined
  const own = env.ELECTRON_OVERRIDE_DIST_PATH
  const program = own ? join(own, name ?? 'electron') : name && join(folder, 'dist', name)
  return program && existsSync(program) ? program : undefined
}

/** Opens the kiosk window on the station's address; it closes when this process ends. */
export function openKiosk(program: string, script: string, url: string): ChildProcess {
  return spawn(program, [script], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, REGRADE_KIOSK_URL: url },
  })
}
