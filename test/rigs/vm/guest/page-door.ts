import { connect, createServer, type Socket } from 'node:net'
import { pageDoor } from '../wire.ts'

/**
 * Lets the host's browser in: what it sends goes on to the station's own loopback, from where the station takes it for somebody
 * who stands before this machine.
 */
export async function openPageDoor(station: string): Promise<{ close(): void }> {
  const { hostname, port } = new URL(station)
  const sockets = new Set<Socket>()
  const server = createServer((outside) => {
    const inside = connect(Number(port), hostname)
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        other.destroy()
        sockets.delete(one)
      })
    }
  })
  await new Promise<void>((listening) => server.listen(pageDoor, '0.0.0.0', listening))
  return {
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
