import type { Clock } from '../../../main/kernel/clock.ts'
import type { CameraRole } from '../../../main/kernel/frame.ts'
import { createTeller } from '../../teller.ts'
import type { Camera } from '../port.ts'
import { stillCamera } from '../still-camera.ts'
import { type VideoSource, VideoStream } from './video-stream.ts'

/** A camera whose pictures ffmpeg brings one after the other; shoot() gives the first that is surely from now on. */
export function streamCamera(
  { name, role }: { readonly name: string; readonly role: CameraRole },
  source: VideoSource,
  clock: Clock,
): Camera {
  const teller = createTeller()
  const stream = new VideoStream(source, teller, clock)
  return stillCamera({ name, role, take: () => stream.next(), end: () => stream.close() }, teller, clock)
}
