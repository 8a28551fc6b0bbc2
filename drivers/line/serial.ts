import type { Clock } from '../../main/kernel/clock.ts'
import { connect, type MakeStream, type PortFrame, realStream } from './connection.ts'
import { keepLine } from './kept-line.ts'
import { type LineFaults, namedFailure } from './open-failure.ts'
import type { Line } from './port.ts'

export interface SerialLineOptions {
  readonly name: string
  readonly path: string
  readonly baudRate: number
  /** Obey XOFF from the device. */
  readonly xon: boolean
  /** 8N1 unless told. */
  readonly frame?: PortFrame
  readonly faults: LineFaults
  /** Tests give serialport's mock here. */
  readonly makeStream?: MakeStream
}

/** A serial port that is kept open: opened, watched, and opened again after it was unplugged. */
export function openSerialLine(options: SerialLineOptions, clock: Clock): Line {
  const { name, path, baudRate, faults, makeStream = realStream } = options
  return keepLine(
    {
      name,
      where: path,
      faults,
      slowest: baudRate,
      connect: async (heard) => ({ ...(await connect(makeStream(options), heard)), node: path }),
      failure: ({ message }) => namedFailure(path, message, faults),
    },
    clock,
  )
}
