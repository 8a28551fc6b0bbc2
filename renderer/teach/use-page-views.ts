import { useCallback, useRef, useState } from 'react'
import type { TeachView } from '../../main/api/teach-views.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { sendFrame, stillOf } from '../lane/page-camera.ts'

/**
 * The views that this page's own cameras take, one after the other: a press takes the one shown, the last press makes
 * the unit whole. Without such a camera every press does.
 */
export function usePageViews(cameras: TeachView['cameras']) {
  const roles = cameras.filter(({ source }) => source === 'page').map(({ role }) => role)
  const [at, setAt] = useState(0)
  const [video, setVideo] = useState<HTMLVideoElement>()
  const taken = useRef(new Map<CameraRole, Blob>())
  const role = roles[at % Math.max(1, roles.length)]
  /** Takes the view shown; resolves to whether the unit is whole now. */
  const take = async (): Promise<boolean> => {
    if (!role) return true
    if (!video) return false
    taken.current.set(role, await stillOf(video))
    if (roles.length > 1) setVideo(undefined)
    setAt(at + 1)
    return (at + 1) % roles.length === 0
  }
  /** Hands the pictures to the station, which gives them to their cameras. */
  const send = useCallback(async (): Promise<void> => {
    for (const [each, photo] of taken.current) await sendFrame(each, photo, '/teach')
    taken.current.clear()
  }, [])
  return { role, ready: !role || video !== undefined, onVideo: setVideo, take, send }
}
