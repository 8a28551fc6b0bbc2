import { IconCameraOff, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'

/** A second try for views the station found unfit, or going on without them. */
export function CaptureActions({ view }: { view: LaneView }) {
  const { t } = useWords()
  const retake = useMutation(api.lane.retake.mutationOptions())
  const without = useMutation(api.lane.withoutPhoto.mutationOptions())
  const failed = view.wanted.some(({ source, why }) => source === 'rig' && why)
  const again = () => {
    if (!retake.isPending) retake.mutate()
  }
  useKeys({ r: failed ? again : undefined })
  return (
    <>
      <BigButton
        label={t('lane.capturing.without')}
        icon={IconCameraOff}
        disabled={without.isPending}
        onPress={() => without.mutate()}
        testId="without-photo"
      />
      {failed && (
        <BigButton
          label={t('lane.retake')}
          icon={IconRefresh}
          size="large"
          tone="action"
          hotkey="R"
          disabled={retake.isPending}
          onPress={again}
          testId="retake"
        />
      )}
    </>
  )
}
