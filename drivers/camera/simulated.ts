import sharp from 'sharp'
import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { createDice, type Dice, type RigGrade } from '../dice.ts'
import { createTeller } from '../teller.ts'
import { drawItem } from './draw-item.ts'
import type { Camera } from './port.ts'
import { stillCamera } from './still-camera.ts'
import type { Subject } from './subject.ts'

/** Milliseconds an exposure takes, and one of a hostile camera that hesitates. */
const exposureMs = 60
const slowMs = 4000

export interface SimulatedCamera extends Camera {
  /** What is on the bench from now on; nothing when undefined. Drawn at once, so that the shot need not wait. */
  show(subject: Subject | undefined): void
  /** What the next shot does, whatever the dice say. */
  next(trick: Trick): void
  unplug(): void
  plug(): void
}

/** What a camera that is not at its best may do to one shot. */
export type Trick = 'none' | 'blur' | 'dim' | 'noise' | 'slow' | 'lost' | 'half'

/**
 * A camera that draws what is on the bench. `worn` now and then blurs, dims or is noisy; `hostile` is also slow,
 * gone for one shot, or sends half a photograph. The next shot is a fresh throw of the dice.
 */
export function simulatedCamera(
  options: {
    readonly name: string
    readonly role: CameraRole
    readonly grade: RigGrade
    readonly seed: number
  },
  clock: Clock,
): SimulatedCamera {
  const { name, role, grade } = options
  const dice = createDice(options.seed)
  const teller = createTeller({ kind: 'ready' })
  const lost = () => new Fault('CAMERA_LOST', `The ${role} camera ${name} does not answer.`)
  let plugged = true
  let planned: Trick | undefined
  let picture: Promise<Uint8Array> | undefined
  let subject: Subject | undefined
  const draw = () => {
    picture = drawItem(subject, role)
    // Whoever shoots hears of a failure.
    picture.catch(() => {})
    return picture
  }
  const take = async (signal: AbortSignal): Promise<Uint8Array> => {
    const trick = planned ?? trickOf(grade, dice)
    planned = undefined
    await clock.sleep(trick === 'slow' ? slowMs : exposureMs, signal)
    if (!plugged || trick === 'lost') throw lost()
    return spoil(await (picture ?? draw()), trick)
  }
  return {
    ...stillCamera({ name, role, take }, teller, clock),
    show(next) {
      subject = next
      draw()
    },
    next(trick) {
      planned = trick
    },
    unplug() {
      plugged = false
      teller.set({ kind: 'lost', fault: 'CAMERA_LOST', detail: lost().detail })
    },
    plug() {
      plugged = true
      teller.set({ kind: 'ready' })
    },
  }
}

const tricks: Readonly<Record<RigGrade, { readonly share: number; readonly which: readonly Trick[] }>> = {
  ideal: { share: 0, which: ['none'] },
  worn: { share: 0.2, which: ['blur', 'dim', 'noise'] },
  hostile: { share: 0.5, which: ['blur', 'dim', 'noise', 'slow', 'lost', 'half'] },
}

function trickOf(grade: RigGrade, dice: Dice): Trick {
  const { share, which } = tricks[grade]
  return dice.chance(share) ? dice.pick(which) : 'none'
}

async function spoil(bytes: Uint8Array, trick: Trick): Promise<Uint8Array> {
  switch (trick) {
    case 'blur':
      return sharp(bytes).blur(9).jpeg().toBuffer()
    case 'dim':
      return sharp(bytes).linear(0.22, 0).jpeg().toBuffer()
    case 'noise':
      return sharp(bytes).sharpen({ sigma: 2, m1: 6, m2: 6 }).jpeg({ quality: 60 }).toBuffer()
    case 'half':
      return bytes.subarray(0, bytes.length >> 1)
    default:
      return bytes
  }
}
