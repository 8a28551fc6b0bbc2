import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { useWords } from '../kit/words.ts'
import camera from '../lane/camera-panel.module.css'
import { useCamera } from '../lane/use-camera.ts'

export interface LiveViewProps {
  readonly role: CameraRole
  /** Told the video once it moves, and undefined when it stops. */
  readonly onVideo: (video: HTMLVideoElement | undefined) => void
}

/** The page's own camera of one role, live. */
export function LiveView({ role, onVideo }: LiveViewProps) {
  const { t } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const { state, devices, useOther } = useCamera(role, video)
  useEffect(() => {
    if (state !== 'live') return
    onVideo(video.current ?? undefined)
    return () => onVideo(undefined)
  }, [state, onVideo])
  return (
    <div className={camera.screen}>
      <video
        ref={video}
        className={camera.video}
        muted
        playsInline
        autoPlay
        aria-label={t('lane.camera.live')}
      />
      {state !== 'live' && <p className={camera.message}>{t(`lane.camera.${state}`)}</p>}
      {devices > 1 && (
        <button type="button" className={camera.other} onClick={useOther}>
          <IconRefresh aria-hidden="true" />
          {t('lane.camera.other')}
        </button>
      )}
    </div>
  )
}
