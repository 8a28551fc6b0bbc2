import { join } from 'node:path'

/** Bundles main/shell/kiosk.ts for Electron, whose own Node does not strip types, and returns the file to open. */
export async function buildKiosk(): Promise<string> {
  const [{ build }, { shell }] = await Promise.all([import('vite'), import('../../electron.config.ts')])
  await build(shell)
  return join(shell.build.outDir, 'kiosk.js')
}

if (import.meta.main) console.log(await buildKiosk())
