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
    | 'scaleResized'
    | 'scaleOther'
  readonly other?: CameraRole
}

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
  return scale.holds === 'resized' ? { care: 'act', key: 'scaleResized' } : { care: 'fine', key: 'scaleFits' }
}

/** What the health screen says: troubles only, for a station works without stages and scales too. */
export function troublesOf(camera: CameraCare): readonly CameraWord[] {
  const words = [stageWord(camera), scaleWord(camera)]
  return words.filter(({ key, care }) => care !== 'fine' && key !== 'noStage' && key !== 'noScale')
}
