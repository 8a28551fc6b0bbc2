import { IconCamera, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './camera-panel.module.css'
import { sendFrame, stillOf } from './page-camera.ts'
import { useCamera } from './use-camera.ts'

/** An unattended lane waits this long for the picture to settle before it takes it, in milliseconds. */
const SETTLE_MS = 1_500

/** The browser's own camera, live: show the item, take the photograph, the station does the rest. */
export function CameraPanel({ role, auto }: { role: CameraRole; auto: boolean }) {
  const { t } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const camera = useCamera(role, video)
  const shoot = useMutation({
    mutationFn: async () => {
      if (video.current) await sendFrame(role, await stillOf(video.current))
    },
  })
  const ready = camera.state === 'live' && !shoot.isPending
  const press = () => {
    if (ready) shoot.mutate()
  }
  useAuto(auto && camera.state === 'live', press)
  useKeys({ ' ': press, Enter: press })
  return (
    <div className={css.panel}>
      <div className={css.screen}>
        <video
          ref={video}
          className={css.video}
          muted
          playsInline
          autoPlay
          aria-label={t('lane.camera.live')}
        />
        {camera.state !== 'live' && <p className={css.message}>{t(`lane.camera.${camera.state}`)}</p>}
        {camera.devices > 1 && (
          <button type="button" className={css.other} onClick={camera.useOther}>
            <IconRefresh aria-hidden="true" />
            {t('lane.camera.other')}
          </button>
        )}
      </div>
      <BigButton
        label={t('lane.camera.shoot')}
        icon={IconCamera}
        size="huge"
        tone="action"
        hotkey={t('key.space')}
        disabled={!ready}
        onPress={press}
        testId="shoot"
      />
    </div>
  )
}

function useAuto(on: boolean, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!on) return
    const timer = setTimeout(() => latest.current(), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [on])
}
