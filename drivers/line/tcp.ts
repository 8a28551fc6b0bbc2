import { connect as dial, type Socket } from 'node:net'
import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { within } from '../patience.ts'
import type { Connection } from './connection.ts'
import { keepLine } from './kept-line.ts'
import { type LineFaults, oneLine } from './open-failure.ts'
import type { Line } from './port.ts'

/** Milliseconds a device on the local network may take to accept a connection. */
const acceptMs = 3000

/**
 * Milliseconds from bytes sent to the first bytes heard after which a device that answers counts as gone: a pulled
 * network cable tells nothing, and what waits in the socket would come out when it is back (LI3).
 */
const silentMs = 8000

/** Bits a second of the slowest network a printer is on; a job's time limit follows from it. */
const slowest = 1_000_000

export interface TcpLineOptions {
  readonly name: string
  readonly host: string
  readonly port: number
  /** The device answers whatever it is sent, sooner or later. */
  readonly answers: boolean
  readonly faults: LineFaults
}

/** A raw TCP connection that is kept open; a device that is off, moved or silent is a state. */
export function openTcpLine(options: TcpLineOptions, clock: Clock): Line {
  const where = `${options.host}:${options.port}`
  return keepLine(
    {
      name: options.name,
      where,
      faults: options.faults,
      slowest,
      connect: (heard) => connectTcp(options, clock, heard),
      failure: ({ message }) => tcpFailure(where, message, options.faults),
    },
    clock,
  )
}

/** Why a connection was not made, as a state; messages are those of Node on every system. */
function tcpFailure(where: string, message: string, faults: LineFaults): DeviceState {
  const lost = (detail: string): DeviceState => ({ kind: 'lost', fault: faults.lost, detail })
  if (/ECONNREFUSED/.test(message))
    return lost(`${where} refuses the connection; is raw printing on, and does no other station hold it?`)
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return lost(`${where} is not a name this network knows.`)
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|accepted no connection/.test(message))
    return lost(`Nothing answers at ${where}; is it switched on and in this network?`)
  return lost(`${where} cannot be reached: ${oneLine(message)}.`)
}

async function connectTcp(
  { host, port, answers, faults }: TcpLineOptions,
  clock: Clock,
  heard: (chunk: Uint8Array) => void,
): Promise<Connection> {
  const socket = dial({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 2000 })
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  try {
    const late = () => new Fault(faults.lost, `${host}:${port} accepted no connection`)
    await within(opened, { ms: acceptMs, clock }, late)
  } catch (thrown) {
    socket.on('error', () => {})
    socket.destroy()
    throw thrown
  }
  return new TcpConnection(socket, { heard, clock, answers })
}

interface Ears {
  readonly heard: (chunk: Uint8Array) => void
  readonly clock: Clock
  readonly answers: boolean
}

class TcpConnection implements Connection {
  readonly ended: Promise<string>
  readonly #socket: Socket
  readonly #ears: Ears
  readonly #over = new AbortController()
  readonly #writing = new Set<(why: Error) => void>()
  #reason = 'the device closed the connection'
  /** Aborted by the first bytes heard after those sent. */
  #waiting: AbortController | undefined

  constructor(socket: Socket, ears: Ears) {
    this.#socket = socket
    this.#ears = ears
    this.ended = new Promise((resolve) => {
      socket.on('error', (error) => {
        this.#reason = error.message
      })
      socket.once('close', () => {
        this.#over.abort()
        for (const fail of this.#writing) fail(new Error(this.#reason))
        resolve(this.#reason)
      })
    })
    // A device that only closes its sending half still does not listen any more.
    socket.once('end', () => socket.destroy())
    socket.on('data', (chunk) => {
      this.#waiting?.abort()
      this.#waiting = undefined
      ears.heard(chunk)
    })
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#ears.answers && !this.#waiting) void this.#awaitAnswer()
    return new Promise((resolve, reject) => {
      this.#writing.add(reject)
      this.#socket.write(bytes, (error) => {
        this.#writing.delete(reject)
        if (error) reject(error)
        else resolve()
      })
    })
  }

  async close(why = 'closed'): Promise<void> {
    this.#reason = why
    // Resets the connection: bytes not yet on the wire must never come out.
    if (!this.#socket.destroyed) this.#socket.resetAndDestroy()
    await this.ended
  }

  async #awaitAnswer(): Promise<void> {
    const answered = new AbortController()
    this.#waiting = answered
    const heard = AbortSignal.any([answered.signal, this.#over.signal])
    await this.#ears.clock.sleep(silentMs, heard)
    if (!heard.aborted) await this.close('it does not answer any more')
  }
}
