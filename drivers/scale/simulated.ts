import type { Clock } from '../../main/kernel/clock.ts'
import { createDice, type RigGrade } from '../dice.ts'
import { createMemoryLine } from '../line/memory.ts'
import { sics } from './language.ts'
import { lineScale } from './line-scale.ts'
import type { Scale } from './port.ts'
import { createVirtualScale, type VirtualScale } from './virtual-scale.ts'

/** Milliseconds a laid item swings, and until an unplugged simulated cable is back in. */
const swingMs: Readonly<Record<RigGrade, number>> = { ideal: 0, worn: 900, hostile: 2500 }
const backAfterMs = 1500

export interface SimulatedScale extends Scale, Omit<VirtualScale, 'receive'> {
  unplug(): void
  plug(): void
}

/**
 * A scale in memory behind the real SICS driver. `worn` swings for a while and is off by a few grams; `hostile` also swings
 * long, is overloaded for a moment and falls off its cable.
 */
export function simulatedScale(
  { name, grade, seed }: { readonly name: string; readonly grade: RigGrade; readonly seed: number },
  clock: Clock,
): SimulatedScale {
  const dice = createDice(seed)
  const closed = new AbortController()
  const line = createMemoryLine(name, 'SCALE_LOST', (bytes) => scale.receive(bytes))
  const scale = createVirtualScale({ protocol: 'sics', unit: 'g', answer: line.fromDevice })
  const real = lineScale(line, sics, clock)
  const lay = async (grams: number) => {
    if (grade === 'ideal') return scale.put(grams)
    if (grade === 'hostile' && dice.chance(0.1)) line.unplug()
    if (grade === 'hostile' && dice.chance(0.2)) scale.overload()
    else scale.shake()
    await clock.sleep(swingMs[grade] + backAfterMs * (line.state().kind === 'lost' ? 1 : 0), closed.signal)
    line.plug()
    scale.put(grams === 0 ? 0 : grams + Math.round(dice.between(-4, 4)))
  }
  return {
    name,
    state: () => real.state(),
    onState: (heard) => real.onState(heard),
    now: () => real.now(),
    tare: () => real.tare(),
    put: (grams) => void lay(grams),
    shake: scale.shake,
    overload: scale.overload,
    liftPan: scale.liftPan,
    answerNext: scale.answerNext,
    unplug: line.unplug,
    plug: line.plug,
    async close() {
      closed.abort()
      await real.close()
    },
  }
}
