import { createServer } from 'node:net'

/** Below the ports that systems give to whoever asks for any (Linux from 32768 up, others from 49152). */
const first = 20_000
const last = 32_767

/**
 * A TCP port of 127.0.0.1 that nobody uses at this moment; for programs that must be told one.
 *
 * Out of those that no system gives away by itself: a program binds it seconds later, and again after each restart; until then
 * any connection of a test beside it may be given a port that was only found to be free.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first + 1))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((tell) => {
    server.once('error', () => tell(false))
    server.listen(port, '127.0.0.1', () => server.close(() => tell(true)))
  })
}
