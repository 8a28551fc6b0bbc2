import { type AddressInfo, createServer, type Socket } from 'node:net'
import { hearLines } from './qmp.ts'
import type { FarEnd, WireName } from './usb-ports.ts'
import type { FromHost, FromMachine, Questions } from './wire.ts'

/** What the host's end of the wire is made of. */
export interface HostParts {
  readonly cables: ReadonlyMap<WireName, FarEnd>
  readonly questions: Omit<Questions, 'hold'>
  /** Hears everything told: lines, tests that ended, the end. */
  told(message: Exclude<FromMachine, { ask: string } | { tell: 'bytes' }>): void
}

/** Listens for the machine on this computer's loopback; the machine finds it at 10.0.2.2. */
export async function openHost(parts: HostParts): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    serve(socket, parts)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function serve(socket: Socket, parts: HostParts): void {
  const say = (message: FromHost) => socket.write(`${JSON.stringify(message)}\n`)
  const letGo: (() => void)[] = []
  socket.once('close', () => {
    for (const end of letGo) end()
  })
  const cableOf = (name: WireName) => {
    const cable = parts.cables.get(name)
    if (!cable) throw new Error(`there is no cable ${name}`)
    return cable
  }
  const hold = async (name: WireName) => {
    letGo.push(
      cableOf(name).onData((chunk) => say({ cable: name, base64: Buffer.from(chunk).toString('base64') })),
    )
  }
  const questions: Questions = { ...parts.questions, hold }
  hearLines(socket, (line) => {
    const message = JSON.parse(line) as FromMachine
    if ('ask' in message) void answer(message, questions).then(say)
    else if (message.tell === 'bytes') cableOf(message.cable).write(Buffer.from(message.base64, 'base64'))
    else parts.told(message)
  })
}

async function answer(
  message: Extract<FromMachine, { ask: string }>,
  questions: Questions,
): Promise<FromHost> {
  const { id, ask, args } = message
  try {
    const work = (
      questions as Record<string, ((...args: readonly unknown[]) => Promise<unknown>) | undefined>
    )[ask]
    if (!work) throw new Error(`the host does not know ${ask}`)
    return { id, value: await work(...args) }
  } catch (thrown) {
    return { id, error: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}
