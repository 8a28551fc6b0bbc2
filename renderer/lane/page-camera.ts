import type { CameraRole } from '../../main/kernel/frame.ts'

/** Quality of the JPEG sent to the station: high enough that stains and scratches survive. */
const JPEG_QUALITY = 0.92

/** Ids of the cameras this browser sees; empty strings are left out (they come before permission). */
export async function listCameras(): Promise<readonly string[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
    .map(({ deviceId }) => deviceId)
}

/** The camera of a role: the one chosen for it, else by position, else the first; undefined lets the browser pick. */
export function cameraFor(
  devices: readonly string[],
  chosen: string | undefined,
  position: number,
): string | undefined {
  if (chosen && devices.includes(chosen)) return chosen
  return devices[position] ?? devices[0]
}

/** Opens a camera into a video element; the signal closes it again. Throws the browser's DOMException. */
export async function openCamera(
  id: string | undefined,
  video: HTMLVideoElement | null,
  signal: AbortSignal,
): Promise<void> {
  if (!navigator.mediaDevices) throw new DOMException('no camera access here', 'NotFoundError')
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { width: { ideal: 1920 }, height: { ideal: 1080 }, ...(id ? { deviceId: { exact: id } } : {}) },
  })
  const close = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted || !video) return close()
  signal.addEventListener('abort', close, { once: true })
  video.srcObject = stream
  await video.play()
}

/** The picture shown now, as a JPEG in the camera's own size. */
export async function stillOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the camera gave no picture'))),
      'image/jpeg',
      JPEG_QUALITY,
    ),
  )
}

/** Hands a photograph to the station, for the lane or for a unit that is taught; throws the body of its refusal, which names a fault. */
export async function sendFrame(
  role: CameraRole,
  photo: Blob,
  to: '/frames' | '/teach' = '/frames',
): Promise<void> {
  const answer = await fetch(`${to}/${role}`, {
    method: 'POST',
    headers: { 'content-type': photo.type },
    body: photo,
  })
  if (!answer.ok) throw await answer.json()
}
