import type { Stateful } from '../../main/kernel/device.ts'
import type { CameraRole, Frame } from '../../main/kernel/frame.ts'

/**
 * One view of the rig. Implementers hold to these rules (test/contract/camera.ts):
 *  CA1  shoot() gives one whole JPEG or PNG taken after it was called, with the camera's role;
 *  CA2  what is not a whole JPEG or PNG is Fault CAMERA_BAD_IMAGE, a camera that does not answer is CAMERA_LOST;
 *  CA3  an aborted signal ends shoot() with CAMERA_TIMEOUT within a moment and leaves the camera usable;
 *  CA4  two shoot() calls at once are answered one after the other;
 *  CA5  close() may be called twice; shoot() after it is CAMERA_LOST.
 */
export interface Camera extends Stateful {
  readonly role: CameraRole
  shoot(signal: AbortSignal): Promise<Frame>
  close(): Promise<void>
}
