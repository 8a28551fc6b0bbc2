import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { Fault } from '../kernel/fault.ts'

/**
 * Keeps a second station out of a data folder. The lock is a local socket named after the folder: the system frees it
 * with the process, so a power cut never leaves one behind, as a file with a process id would.
 */
export async function lockFolder(root: string): Promise<() => void> {
  const path = lockName(root)
  if (!path) return () => {}
  const server = createServer()
  await new Promise<void>((held, refused) => {
    server.once('error', (cause) =>
      refused(
        new Fault(
          'LEDGER_BUSY',
          `${root} is used by another station. Stop it, or give another folder with --data.`,
          cause,
        ),
      ),
    )
    server.listen({ path }, held)
  })
  server.unref()
  return () => void server.close()
}

/** Linux has sockets without a file, Windows pipes; macOS has neither, there the port alone tells two stations apart. */
function lockName(root: string): string | undefined {
  const name = `regrade-station-${createHash('sha256').update(root).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : undefined
}
