import type { Inference } from '../main/kernel/finding.ts'
import type { Frame, FrameQuality } from '../main/kernel/frame.ts'

/** Whether the eyes can see, for the screen: `refused` names the pack and the check it failed. */
export type EyesState =
  | { readonly kind: 'ready'; readonly model: string; readonly sha256: string }
  | { readonly kind: 'starting' }
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/**
 * What looks at photographs. Implementers hold to these rules (test/contract/eyes.ts):
 *  EY1  infer() never rejects: no model, a hang, a crash or a bad photograph is `unsure` with its reason;
 *  EY2  an answer comes before the deadline given, or `unsure: timed_out` does, and the next call works again;
 *  EY3  nothing runs on the caller's event loop for longer than handing the bytes over;
 *  EY4  the same photographs give the same answer;
 *  EY5  measure() tells a frame's quality without the model; what cannot be decoded is `unreadable`;
 *  EY6  close() ends the process behind it and may be called twice.
 */
export interface Eyes {
  state(): EyesState
  infer(frames: readonly Frame[], deadlineMs: number): Promise<Inference>
  measure(frame: Frame): Promise<FrameQuality>
  close(): Promise<void>
}
