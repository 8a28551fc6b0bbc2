import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { Pty } from './pty.ts'

/** A device behind raw TCP on this machine, in the hands of a test; `path` is its port number. */
export interface TcpPort extends Pty {
  readonly port: number
  /** As when a network cable is pulled: connections stay, nothing comes through; later it does again. */
  freeze(): void
  thaw(): void
  /** How many connections were made so far. */
  readonly connections: number
}

/** A fresh port that is listened on. */
export async function openTcpPort(): Promise<TcpPort> {
  const sockets = new Set<Socket>()
  const listeners = new Set<(chunk: Uint8Array) => void>()
  let connections = 0
  let frozen = false
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    if (frozen) socket.pause()
    socket.on('data', (chunk) => {
      for (const heard of [...listeners]) heard(chunk)
    })
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const port = await listen(0)
  const unplug = async () => {
    for (const socket of sockets) socket.resetAndDestroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  return {
    path: String(port),
    port,
    get connections() {
      return connections
    },
    write(bytes) {
      if (!frozen) for (const socket of sockets) socket.write(bytes)
    },
    onData(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    freeze() {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    thaw() {
      frozen = false
      for (const socket of sockets) socket.resume()
    },
    unplug,
    plug: async () => void (await listen(port)),
    close: unplug,
  }
}
