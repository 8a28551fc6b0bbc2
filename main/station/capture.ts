import type { Camera } from '../../drivers/camera/port.ts'
import type { Decoded, Eyes } from '../../models/port.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import { asFault, type Fault } from '../kernel/fault.ts'
import type { CameraRole, Frame, FrameQuality } from '../kernel/frame.ts'
import type { Taken } from './lane-item.ts'

/** What one round of shooting brought: good photographs, roles to take again, and the worst fault. */
export interface Round {
  readonly taken: readonly Taken[]
  readonly again: readonly { readonly role: CameraRole; readonly why: string }[]
  /** First fault whose remedy is to stop the lane, else the first of any kind. */
  readonly fault?: Fault
}

export interface CapturePorts {
  readonly evidence: Evidence
  readonly eyes: Pick<Eyes, 'measure'>
  /** Whether the item will be held against whole units. */
  readonly beside?: boolean
  /** Told of every frame as soon as it is taken; must return at once. */
  shot?(frame: Frame, measured: Measuring): void
}

/** What is known of a frame once it is measured; neither rejects. */
export interface Measuring {
  readonly good: Promise<boolean>
  /** As it was decoded; undefined where it could not be. */
  readonly decoded: Promise<Decoded | undefined>
}

/** Shoots the given cameras at once, each until its own signal; every frame is durable evidence before it is spoken of. Never rejects. */
export async function captureRound<C extends Camera>(
  cameras: readonly C[],
  ports: CapturePorts,
  signalOf: (camera: C) => AbortSignal,
): Promise<Round> {
  const views = await Promise.all(cameras.map((camera) => view(camera, ports, signalOf(camera))))
  const faults = views.flatMap((each) => (each.fault ? [each.fault] : []))
  const fault = faults.find((each) => each.remedy === 'stop-lane') ?? faults[0]
  return {
    taken: views.flatMap((each) => (each.taken ? [each.taken] : [])),
    again: views.flatMap((each) => (each.why ? [{ role: each.role, why: each.why }] : [])),
    ...(fault ? { fault } : {}),
  }
}

interface View {
  readonly role: CameraRole
  readonly taken?: Taken
  readonly why?: string
  readonly fault?: Fault
}

async function view(camera: Camera, ports: CapturePorts, signal: AbortSignal): Promise<View> {
  try {
    const shot = await camera.shoot(signal)
    const frame: Frame = ports.beside ? { ...shot, beside: true } : shot
    // The eyes first: they work in another process while this one hashes and writes.
    const measured = measuredBy(ports, frame)
    const [quality, sha256] = await Promise.all([measured, ports.evidence.keep(frame.bytes)])
    const taken = { frame, shot: shotOf(frame, sha256, quality) }
    return quality.verdict === 'good'
      ? { role: camera.role, taken }
      : { role: camera.role, taken, why: quality.verdict }
  } catch (thrown) {
    const fault = asFault(thrown)
    return { role: camera.role, why: fault.code, fault }
  }
}

function measuredBy({ eyes, shot }: CapturePorts, frame: Frame): Promise<FrameQuality> {
  if (!shot) return eyes.measure(frame)
  const decoded = Promise.withResolvers<Decoded | undefined>()
  const measured = eyes.measure(frame, decoded.resolve)
  const good = measured
    .then(
      ({ verdict }) => verdict === 'good',
      () => false,
    )
    .finally(() => decoded.resolve(undefined))
  shot(frame, { good, decoded: decoded.promise })
  return measured
}

function shotOf(frame: Frame, sha256: string, quality: Taken['shot']['quality']): Taken['shot'] {
  const { role, mediaType, takenAt, device } = frame
  return { role, sha256, mediaType, takenAt, device, quality }
}
