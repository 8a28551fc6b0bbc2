import type { Frame } from '../../main/kernel/frame.ts'
import type { TakenFrame } from '../../main/station/examine.ts'

/** A photograph as the lane gives it to its examiner; a good one unless told otherwise. */
export function taken(frame: Frame, good: boolean | Promise<boolean> = true): TakenFrame {
  return { frame, good: Promise.resolve(good), decoded: Promise.resolve(undefined), deadlineMs: 8_000 }
}
