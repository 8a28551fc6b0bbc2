import { IconCameraExclamation } from '@tabler/icons-react'
import type { CameraCare } from '../../main/api/camera-views.ts'
import { useWords } from '../kit/words.ts'
import { troublesOf } from '../setup/camera-words.ts'
import { Card } from './card.tsx'

/** A card for each camera whose empty stage or scale does not hold any more; none while all do. */
export function CameraCards({ cameras }: { cameras: readonly CameraCare[] }) {
  const { t } = useWords()
  return cameras.flatMap((camera) => {
    const [worst, ...more] = troublesOf(camera)
    if (!worst) return []
    const sentence = ({ key, other }: typeof worst) =>
      t(`setup.cameras.${key}`, { other: other ? t(`role.${other}`) : '' })
    return [
      <Card
        key={camera.role}
        icon={IconCameraExclamation}
        name={`${t(`role.${camera.role}`)}: ${camera.name}`}
        care={worst.care}
        state={sentence(worst)}
        facts={more.map(sentence)}
        todo={t(worst.key === 'swapped' ? 'setup.cameras.swapTodo' : 'setup.cameras.againTodo')}
      />,
    ]
  })
}
