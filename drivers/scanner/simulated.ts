import type { Clock } from '../../main/kernel/clock.ts'
import { createDice, type Dice, type RigGrade } from '../dice.ts'
import { createMemoryLine, type MemoryLine } from '../line/memory.ts'
import { createTurns } from '../turns.ts'
import { lineScanner } from './line-scanner.ts'
import type { Scanner } from './port.ts'

/** Milliseconds until an unplugged simulated cable is back in, and between two reads of the same code. */
const backAfterMs = 1500
const doubleAfterMs = 60

export interface SimulatedScanner extends Scanner {
  /** Holds a code before the scanner; resolves when the scanner has sent what it read. */
  present(text: string): Promise<void>
  unplug(): void
  plug(): void
  /** Bytes as they are, for faults of your own. */
  send(bytes: Uint8Array): void
}

/**
 * A scanner in memory whose bytes go through the real framing. `worn` now and then reads a code twice;
 * `hostile` also sends in pieces, makes noise and falls off its cable in the middle of a code.
 */
export function simulatedScanner(
  options: { readonly name: string; readonly grade: RigGrade; readonly seed: number },
  clock: Clock,
): SimulatedScanner {
  const line = createMemoryLine(options.name, 'SCANNER_LOST', () => {})
  const scanner = lineScanner(line, { framing: 'line', source: 'simulated' }, clock)
  const how = { line, clock, dice: createDice(options.seed), closed: new AbortController() }
  const inTurn = createTurns()
  return {
    ...scanner,
    present: (text) => inTurn(() => sendAs(options.grade, Buffer.from(`${text}\r`), how)),
    unplug: line.unplug,
    plug: line.plug,
    send: line.fromDevice,
    async close() {
      how.closed.abort()
      await scanner.close()
    },
  }
}

interface Ways {
  readonly line: MemoryLine
  readonly clock: Clock
  readonly dice: Dice
  readonly closed: AbortController
}

async function sendAs(grade: RigGrade, bytes: Uint8Array, how: Ways): Promise<void> {
  if (grade === 'ideal') return how.line.fromDevice(bytes)
  if (grade === 'hostile' && how.dice.chance(0.1)) await fallOff(bytes, how)
  else if (grade === 'hostile') await inPieces(bytes, how)
  else how.line.fromDevice(bytes)
  if (!how.dice.chance(0.15)) return
  await how.clock.sleep(doubleAfterMs, how.closed.signal)
  how.line.fromDevice(bytes)
}

async function inPieces(bytes: Uint8Array, { line, clock, dice, closed }: Ways): Promise<void> {
  let from = 0
  while (from < bytes.length) {
    const to = from + 1 + Math.floor(dice.between(0, 9))
    line.fromDevice(bytes.subarray(from, to))
    from = to
    await clock.sleep(1, closed.signal)
  }
}

async function fallOff(bytes: Uint8Array, { line, clock, closed }: Ways): Promise<void> {
  line.fromDevice(bytes.subarray(0, bytes.length >> 1))
  line.unplug()
  await clock.sleep(backAfterMs, closed.signal)
  line.plug()
  line.fromDevice(Uint8Array.of(0x00, 0xff, 0x0d))
}
