import { IconCameraOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useWords } from '../kit/words.ts'
import { CancelButton } from './cancel-button.tsx'
import css from './fault-step.module.css'

/** The smaller ways out while the lane asks: without photographs when they are the trouble, or leaving the item. */
export function FaultExtras({ view }: { view: LaneView }) {
  const { t } = useWords()
  const without = useMutation(api.lane.withoutPhoto.mutationOptions())
  return (
    <div className={css.row}>
      <CancelButton />
      {view.wanted.length > 0 && (
        <BigButton
          label={t('lane.capturing.without')}
          icon={IconCameraOff}
          disabled={without.isPending}
          onPress={() => without.mutate()}
          testId="without-photo"
        />
      )}
    </div>
  )
}
