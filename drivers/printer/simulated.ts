import type { Clock } from '../../main/kernel/clock.ts'
import { createDice, type Dice, type RigGrade } from '../dice.ts'
import { createMemoryLine, type MemoryLine } from '../line/memory.ts'
import type { Printer } from './port.ts'
import { handsOf, type PrinterHands } from './printer-hands.ts'
import { createVirtualZebra, type VirtualZebra } from './virtual-zebra.ts'
import { zplPrinter } from './zpl-printer.ts'

/** Milliseconds until what goes wrong by itself is right again, so that an unattended run goes on. */
const healMs = 2000

/** Characters of what was received that are kept for looking at. */
const keptText = 1_000_000

const labelMs: Readonly<Record<RigGrade, number>> = { ideal: 200, worn: 800, hostile: 300 }

export interface SimulatedPrinter extends Printer, PrinterHands {
  /** ZPL of every label that came out, oldest first. */
  readonly printed: readonly string[]
  unplug(): void
  plug(): void
  /** All text it has received, also what was not a label. */
  received(): string
  /** As if an earlier host had sent this and gone. */
  leave(zpl: string): void
  /** The next answer to ~HS is cut in half, or is this text. */
  answerNext(how: 'half' | { readonly text: string }): void
}

/**
 * A label printer in memory behind the real ZPL driver. `worn` is slow and now and then too hot for a moment;
 * `hostile` also runs out, opens, pauses, restarts, babbles and falls off its cable in the middle of a job.
 */
export function simulatedPrinter(
  options: { readonly name: string; readonly grade: RigGrade; readonly seed: number; readonly roll?: number },
  clock: Clock,
): SimulatedPrinter {
  let next: 'half' | { readonly text: string } | undefined
  const answer = (bytes: Uint8Array) => {
    const said = next === 'half' ? bytes.subarray(0, bytes.length >> 1) : next && Buffer.from(next.text)
    next = undefined
    line.fromDevice(said ?? bytes)
  }
  const answerNext = (how: typeof next) => {
    next = how
  }
  const zebra = createVirtualZebra({
    labelMs: labelMs[options.grade],
    roll: options.roll ?? 1000,
    clock,
    answer,
  })
  const closed = new AbortController()
  const dice = createDice(options.seed)
  let received = ''
  const line = createMemoryLine(options.name, 'PRINTER_LOST', (bytes) => {
    received = (received + Buffer.from(bytes).toString()).slice(-keptText)
    zebra.receive(bytes)
    if (isJob(bytes)) void incident(options.grade, dice, { zebra, line, answerNext, heal })
  })
  const heal = () => clock.sleep(healMs, closed.signal)
  const printer = zplPrinter(line, clock)
  return {
    ...handsOf(zebra),
    name: options.name,
    state: () => printer.state(),
    onState: (heard) => printer.onState(heard),
    print: (zpl, signal) => printer.print(zpl, signal),
    status: (signal) => printer.status(signal),
    printed: zebra.printed,
    unplug: line.unplug,
    plug: line.plug,
    received: () => received,
    leave: (zpl) => zebra.receive(Buffer.from(zpl)),
    answerNext,
    close() {
      closed.abort()
      return printer.close()
    },
  }
}

function isJob(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('^XZ')
}

interface Scene {
  readonly zebra: VirtualZebra
  readonly line: MemoryLine
  readonly answerNext: (how: 'half' | { readonly text: string }) => void
  readonly heal: () => Promise<void>
}
type Incident = (scene: Scene) => Promise<void> | void

const tooHot: Incident = async ({ zebra, heal }) => {
  zebra.heat()
  await heal()
  zebra.cool()
}

const hostileIncidents: readonly Incident[] = [
  tooHot,
  async ({ zebra, heal }) => {
    zebra.takeRoll()
    await heal()
    zebra.loadRoll()
  },
  async ({ zebra, heal }) => {
    zebra.openHead()
    await heal()
    zebra.closeHead()
  },
  async ({ zebra, heal }) => {
    zebra.pause()
    await heal()
    zebra.resume()
  },
  async ({ line, heal }) => {
    line.unplug()
    await heal()
    line.plug()
  },
  ({ zebra }) => zebra.restart(),
  ({ answerNext }) => answerNext('half'),
  ({ answerNext }) => answerNext({ text: 'ready.\r\n' }),
]

async function incident(grade: RigGrade, dice: Dice, scene: Scene): Promise<void> {
  if (grade === 'worn' && dice.chance(0.1)) await tooHot(scene)
  if (grade === 'hostile' && dice.chance(0.4)) await dice.pick(hostileIncidents)(scene)
}
