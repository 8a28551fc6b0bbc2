import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { cameraRoles } from '../../main/kernel/frame.ts'
import { client } from '../kit/api.ts'
import { storeCamera, storedCamera } from '../kit/stored.ts'
import { cameraFor, listCameras, openCamera } from './page-camera.ts'

/** `starting` until the first picture; `denied` when the browser may not; `absent` when there is no camera. */
export type CameraStatus = 'starting' | 'live' | 'denied' | 'absent'

function statusOf(error: unknown): 'denied' | 'absent' {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'absent'
}

/** The station shows it on the health screen; that it cannot hear it now changes nothing here. */
function tell(role: CameraRole, state: 'live' | 'denied' | 'absent'): void {
  client.lane.pageCamera.mutate({ role, state }).catch(() => {})
}

/** Shows the camera of a role in a video element while mounted, and lets a person pick another one for that role. */
export function useCamera(role: CameraRole, video: RefObject<HTMLVideoElement | null>) {
  const [state, setState] = useState<CameraStatus>('starting')
  const [devices, setDevices] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState(() => storedCamera(role))
  useEffect(() => {
    const life = new AbortController()
    const start = async () => {
      const known = await listCameras()
      const id = cameraFor(known, chosen, cameraRoles.indexOf(role))
      await openCamera(id, video.current, life.signal)
      if (life.signal.aborted) return
      setDevices(await listCameras())
      setState('live')
      tell(role, 'live')
    }
    start().catch((error: unknown) => {
      if (life.signal.aborted) return
      const status = statusOf(error)
      setState(status)
      tell(role, status)
    })
    return () => life.abort()
  }, [role, chosen, video])
  const useOther = useCallback(() => {
    const at = devices.indexOf(cameraFor(devices, chosen, cameraRoles.indexOf(role)) ?? '')
    const next = devices[(at + 1) % devices.length]
    if (!next) return
    storeCamera(role, next)
    setState('starting')
    setChosen(next)
  }, [devices, chosen, role])
  return { state, devices: devices.length, useOther }
}
