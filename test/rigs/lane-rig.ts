import type { Weighing } from '../../drivers/scale/port.ts'
import { defaultPolicy, type Policy } from '../../main/inspection/policy.ts'
import type { Fault } from '../../main/kernel/fault.ts'
import type { Inference } from '../../main/kernel/finding.ts'
import type { CameraRole, Frame, FrameQuality } from '../../main/kernel/frame.ts'
import { checkConfig } from '../../main/station/config.ts'
import type { LaneCamera } from '../../main/station/devices.ts'
import { Lane } from '../../main/station/lane.ts'
import type { LanePorts } from '../../main/station/lane-ports.ts'
import type { Eyes } from '../../models/port.ts'
import { memoryCatalogue } from '../../sync/catalogue/memory.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { type HandClock, handClock } from './hand-clock.ts'
import { idsOf } from './seeded.ts'
import { lineOf, skuOf } from './skus.ts'

/** A lane over a real ledger in memory; cameras, eyes and evidence do what the test says. */
export interface LaneRig {
  readonly lane: Lane
  readonly ledger: Ledger
  readonly clock: HandClock
  /** What each role's next shots do; a role without an entry gives a good photograph. */
  readonly shots: Map<CameraRole, (() => Promise<Frame>)[]>
  /** Verdicts of measure(), by role; good by default. */
  readonly verdicts: Map<CameraRole, FrameQuality['verdict']>
  eyes: () => Promise<Inference>
  /** What the scale shows; a lane without a scale while undefined. */
  weighing: Weighing | undefined
  /** Thrown by evidence.keep() while set. */
  evidenceFault: Fault | undefined
  present: string | undefined
  /** What the shadow was told: inspection, photographs, answer. */
  readonly judged: Parameters<LanePorts['judged']>[]
  readonly examined: Parameters<LanePorts['examined']>[]
  /** SKUs that were made ready to be compared. */
  readonly warmed: string[]
  /** Whether its items are held against whole units; not by default. */
  compares: boolean
  /** Faults that were logged, with the words. */
  readonly logged: [Fault, string][]
  /** What hears of a recorded inspection instead of `recorded`, while set. */
  toldRecord: (() => void) | undefined
  /** Ids of the inspections whose recording was told. */
  readonly recorded: string[]
  /** What whole units add to the eyes' answer, and the SKUs asked about; nothing by default. */
  beside: (inference: Inference, sku: string | undefined) => Inference
  /** The same ledger under a fresh lane, as after a restart. */
  restart(): Lane
  scan(text: string): void
  close(): void
}

export interface LaneRigOptions {
  readonly confirm?: 'always' | 'when-unsure' | 'never'
  readonly policy?: Policy
  readonly verify?: 'off' | 'scan-back'
  readonly ledger?: Ledger
  /** Ports in the place of the rig's own. */
  readonly ports?: Partial<LanePorts>
}

const sawNothing: Inference = {
  status: 'done',
  findings: [],
  severity: { none: 0.96, minor: 0.03, major: 0.01 },
  category: [],
  model: 'test@1',
  timings: { decodeMs: 1, runMs: 1 },
}

export function laneRig({
  confirm = 'always',
  policy = defaultPolicy,
  verify = 'off',
  ledger: given,
  ports: own = {},
}: LaneRigOptions = {}): LaneRig {
  const clock = handClock()
  const newId = idsOf(7)
  const ledger = given ?? openLedger({ file: ':memory:', clock, newId })
  const seeds = [1, 2, 3, 4, 5, 6]
  const catalogue = memoryCatalogue({
    cursor: 1,
    skus: seeds.map(skuOf),
    lines: seeds.slice(0, 4).map(lineOf),
    removedSkus: [],
    removedLines: [],
  })
  const shots: LaneRig['shots'] = new Map()
  const verdicts: LaneRig['verdicts'] = new Map()
  let count = 0
  const ports = (): LanePorts => ({
    ...{ policy, clock, newId, catalogue, ledger, version: 'test' },
    config: checkConfig({ lane: { confirm, verify } }, 'test'),
    random: (bytes) => Uint8Array.from({ length: bytes }, (_, index) => (count++ * 37 + index * 11) % 256),
    cameras: (['top', 'front'] as const).map((role) => cameraOf(role, shots, clock)),
    eyes: eyesOf(rig, verdicts),
    examiner: examinerOf(rig),
    recorded: (record) => void (rig.toldRecord?.() ?? rig.recorded.push(record.id)),
    log: {
      error: (thing: unknown, words?: string) =>
        void rig.logged.push([(thing as { err: Fault }).err, words ?? '']),
    },
    evidence: evidenceOf(rig),
    scale: { now: () => rig.weighing },
    devices: () => ({
      ...{ scanners: [], cameras: [], eyes: { kind: 'ready', detail: '' } },
      printer: { name: 'p', driver: 'test', state: { kind: 'ready' }, waitingJobs: 0 },
      network: { kind: 'offline', unsent: 0, detail: '' },
    }),
    present: () => rig.present,
    judged: (...seen) => void rig.judged.push(seen),
    examined: (...seen) => void rig.examined.push(seen),
    kickPrinter: () => {},
    kickUplink: () => {},
    ...own,
  })
  const rig: LaneRig = {
    ...{ ledger, clock, shots, verdicts },
    eyes: async () => sawNothing,
    evidenceFault: undefined,
    weighing: undefined,
    present: 'staff-1',
    compares: false,
    ...{ judged: [], examined: [], warmed: [], recorded: [], logged: [] },
    toldRecord: undefined,
    beside: (inference) => inference,
    lane: undefined as never,
    restart: () => new Lane(ports()),
    scan: (text) => rig.lane.scan({ text, source: 'serial', device: 'test', at: clock.now() }),
    close: () => {
      rig.lane.close()
      if (!given) ledger.close()
    },
  }
  return Object.assign(rig, { lane: new Lane(ports()) })
}

function cameraOf(role: CameraRole, shots: LaneRig['shots'], clock: HandClock): LaneCamera {
  return {
    ...{ role, name: role },
    state: () => ({ kind: 'ready' }),
    onState: () => () => {},
    shoot: () => shots.get(role)?.shift()?.() ?? Promise.resolve(photo(role, clock.now())),
    close: async () => {},
  }
}

/** Bytes that stand for a photograph: the rig's eyes do not look at them. */
export function photo(role: CameraRole, takenAt = 0): Frame {
  return {
    role,
    bytes: new Uint8Array([0xff, 0xd8, takenAt % 251]),
    mediaType: 'image/jpeg',
    device: role,
    takenAt,
  }
}

function eyesOf(rig: LaneRig, verdicts: LaneRig['verdicts']): Eyes {
  return {
    state: () => ({ kind: 'ready', model: 'test@1', sha256: '' }),
    infer: () => rig.eyes(),
    compare: () =>
      Promise.resolve({ status: 'unsure', why: 'cannot_compare', detail: 'the rig compares nothing' }),
    features: async () => undefined,
    grade: async () => undefined,
    head: async () => ({ kind: 'none' }),
    measure: async (frame) => ({
      verdict: verdicts.get(frame.role) ?? 'good',
      width: 1920,
      height: 1080,
      sharpness: 100,
      exposure: 120,
    }),
    close: async () => {},
  }
}

function examinerOf(rig: LaneRig): LanePorts['examiner'] {
  return {
    warm: (sku, frame) => void (frame ?? rig.warmed.push(sku)),
    seen: async () => undefined,
    compares: () => rig.compares,
    examine: async (_frames, sku) => {
      const alone = await rig.eyes()
      return { alone, inference: rig.beside(alone, sku) }
    },
  }
}

function evidenceOf(rig: LaneRig): Evidence {
  let kept = 0
  return {
    keep: async () => {
      if (rig.evidenceFault) throw rig.evidenceFault
      kept += 1
      return kept.toString(16).padStart(64, '0')
    },
    read: async () => new Uint8Array(),
    has: async () => true,
    sweep: async () => 0,
  }
}
