import { connect } from 'node:net'
import { hearLines } from '../qmp.ts'
import type { WireName } from '../usb-ports.ts'
import type { FromHost, FromMachine, Questions } from '../wire.ts'

/** The machine's end of the wire to the host. */
export interface HostLine {
  readonly ask: Questions
  tell(message: Exclude<FromMachine, { ask: string }>): void
  /** Bytes of a cable that is held. */
  onBytes(cable: WireName, heard: (chunk: Uint8Array) => void): () => void
  /** Resolves when the wire is gone, whoever cut it. */
  readonly ended: Promise<void>
  close(): void
}

/** Connects to the host that has started this machine. */
export async function openHostLine(): Promise<HostLine> {
  const [host = '', port = ''] = (process.env.REGRADE_MACHINE_HOST ?? '').split(':')
  const socket = connect(Number(port), host)
  await new Promise<void>((connected, failed) => {
    socket.once('connect', connected)
    socket.once('error', failed)
  })
  socket.setNoDelay(true)
  const say = (message: FromMachine) => void socket.write(`${JSON.stringify(message)}\n`)
  const waiting = new Map<number, (answer: Extract<FromHost, { id: number }>) => void>()
  const hearing = new Set<{ cable: WireName; heard: (chunk: Uint8Array) => void }>()
  hearLines(socket, (line) => {
    const message = JSON.parse(line) as FromHost
    if ('id' in message) return waiting.get(message.id)?.(message)
    for (const { cable, heard } of [...hearing])
      if (cable === message.cable) heard(Buffer.from(message.base64, 'base64'))
  })
  return {
    ask: questionsOver(say, waiting),
    tell: say,
    onBytes(cable, heard) {
      const each = { cable, heard }
      hearing.add(each)
      return () => hearing.delete(each)
    },
    ended: new Promise((ended) => socket.once('close', () => ended())),
    close: () => socket.end(),
  }
}

/** Every property is a question: it is sent, and its answer awaited. */
function questionsOver(
  say: (message: FromMachine) => void,
  waiting: Map<number, (answer: Extract<FromHost, { id: number }>) => void>,
): Questions {
  let asked = 0
  const ask = async (name: string, args: readonly unknown[]) => {
    asked += 1
    const id = asked
    const answered = new Promise<Extract<FromHost, { id: number }>>((resolve) => waiting.set(id, resolve))
    say({ id, ask: name, args })
    const { error, value } = await answered
    waiting.delete(id)
    if (error !== undefined) throw new Error(`the host: ${error}`)
    return value
  }
  return new Proxy({} as Questions, {
    get:
      (_, name) =>
      (...args: readonly unknown[]) =>
        ask(String(name), args),
  })
}
