import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** The emulator's control line: what plugs devices into a running machine. */
export interface Qmp {
  /** Rejects with the emulator's own words. */
  ask(command: string, args?: object): Promise<unknown>
  /** Takes a device out, and resolves when the emulator has let go of all of it: only then can it be put in again. */
  pull(id: string): Promise<void>
  close(): void
}

/** Connects as soon as the emulator listens. */
export async function openQmp(path: string): Promise<Qmp> {
  const socket = await connected(path)
  const waiting = new Map<number, (answer: Answer) => void>()
  const gone = new Map<string, () => void>()
  let asked = 0
  hearLines(socket, (line) => {
    const answer = JSON.parse(line) as Answer
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
    if (answer.event === 'DEVICE_DELETED' && answer.data?.device) gone.get(answer.data.device)?.()
  })
  const ask = async (execute: string, args: object = {}) => {
    asked += 1
    const id = asked
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    socket.write(`${JSON.stringify({ execute, arguments: args, id })}\n`)
    const { error, return: value } = await answered
    waiting.delete(id)
    if (error) throw new Error(`${execute}: ${error.desc}`)
    return value
  }
  await ask('qmp_capabilities')
  const pull = async (device: string) => {
    const pulled = new Promise<void>((resolve) => gone.set(device, resolve))
    await ask('device_del', { id: device })
    await pulled
  }
  return { ask, pull, close: () => socket.destroy() }
}

interface Answer {
  readonly id?: number
  readonly return?: unknown
  readonly error?: { readonly desc: string }
  readonly event?: string
  readonly data?: { readonly device?: string }
}

/** Calls back with every whole line that comes in. */
export function hearLines(socket: Socket, heard: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  socket.on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) heard(line)
  })
}

async function connected(path: string): Promise<Socket> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(path)
    const error = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined))
      socket.once('error', resolve)
    })
    if (!error) return socket
    if (tries > 200) throw error
    await sleep(50)
  }
}
