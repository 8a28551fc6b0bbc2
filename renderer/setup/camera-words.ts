import type { CameraCare } from '../../main/api/camera-views.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import type { Care } from '../kit/state-mark.tsx'

/** One thing to say of a camera: how much it asks for, the key of its sentence, and what goes into it. */
export interface CameraWord {
  readonly care: Care
  readonly key:
    | 'swapped'
    | 'noStage'
    | 'stageFits'
    | 'stageAged'
    | 'stageChanged'
    | 'stageOther'
    | 'noScale'
    | 'scaleFits'
    | 'scaleMean'
    | 'scaleResized'
    | 'scaleOther'
  readonly other?: CameraRole
}

/** The key of a sentence about the lens, and how far it moves the picture's corners. */
export interface LensWord {
  readonly key: 'lensUntold' | 'lensStraight' | 'lensBarrel' | 'lensPincushion'
  readonly percent: number
}

/** What a station works without, and health says nothing of. */
const bearable: readonly CameraWord['key'][] = ['noStage', 'noScale', 'scaleMean']

/** What is known of a camera's empty stage, the gravest thing only. */
export function stageWord({ stage, sees }: CameraCare): CameraWord {
  if (sees) return { care: 'act', key: 'swapped', other: sees }
  if (!stage) return { care: 'look', key: 'noStage' }
  if (stage.fit === 'other') return { care: 'act', key: 'stageOther' }
  if (stage.fit === 'changed') return { care: 'act', key: 'stageChanged' }
  return stage.aged ? { care: 'look', key: 'stageAged' } : { care: 'fine', key: 'stageFits' }
}

/** What is known of the size of its pixels. */
export function scaleWord({ scale }: CameraCare): CameraWord {
  if (!scale) return { care: 'look', key: 'noScale' }
  if (scale.holds === 'other') return { care: 'act', key: 'scaleOther' }
  if (scale.holds === 'resized') return { care: 'act', key: 'scaleResized' }
  return scale.lens === 'never' ? { care: 'look', key: 'scaleMean' } : { care: 'fine', key: 'scaleFits' }
}

/** Under this part of their way the corners' bend is told as none. */
const noBend = 0.005

/** What is said of the lens, and by how much it bends; undefined where nobody looked. */
export function lensWord({ scale }: CameraCare): LensWord | undefined {
  if (!scale || scale.lens === 'never') return undefined
  if (scale.lens === 'untold') return { key: 'lensUntold', percent: 0 }
  const percent = Math.abs(scale.bend) * 100
  if (Math.abs(scale.bend) < noBend) return { key: 'lensStraight', percent }
  return { key: scale.bend < 0 ? 'lensBarrel' : 'lensPincushion', percent }
}

/** What the health screen says: troubles only, for a station works without stages and scales too. */
export function troublesOf(camera: CameraCare): readonly CameraWord[] {
  const words = [stageWord(camera), scaleWord(camera)]
  return words.filter(({ key, care }) => care !== 'fine' && !bearable.includes(key))
}
