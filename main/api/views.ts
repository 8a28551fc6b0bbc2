import type {
  Candidate,
  Decision,
  Disposition,
  Grade,
  GradeVerdict,
  InspectionRecord,
  Item,
  Proposal,
} from '../inspection/record.ts'
import type { DeviceState } from '../kernel/device.ts'
import type { FaultCode } from '../kernel/fault.ts'
import type { Finding, Inference } from '../kernel/finding.ts'
import type { CameraRole, Shot } from '../kernel/frame.ts'
import type { Category } from '../kernel/item.ts'
import type { CameraCare } from './camera-views.ts'
import type { ShadowView } from './models-views.ts'
import type { NoticeCode, OfferView } from './notice-views.ts'

/** States of the lane (main/station/lane-table.ts holds the whole table). */
export const laneStates = [
  'scan',
  'identified',
  'checking',
  'capturing',
  'inspecting',
  'proposing',
  'confirmed',
  'committing',
  'printing',
  'verifying',
  'asking',
  'stopped',
] as const
export type LaneState = (typeof laneStates)[number]

/** One question of the checklist, as the screen asks it; texts are keys the renderer translates, with the policy's English as fallback. */
export interface QuestionView {
  readonly id: string
  readonly text: string
  readonly hint?: string
  /** The question in every language the policy has, by locale. */
  readonly texts: Readonly<Record<string, string>>
  /** The hint in every language the policy has, by locale. */
  readonly hints?: Readonly<Record<string, string>>
  readonly number: number
  readonly of: number
}

/** A fault as a screen shows it. */
export interface FaultView {
  readonly code: FaultCode
  readonly hint: string
  readonly detail: string
}

/** The item now on the lane, as far as it is known; fields appear step by step. */
export interface ItemView {
  readonly id: string
  readonly plate: string
  readonly code: string
  readonly item?: Item
  readonly answers: readonly { readonly question: string; readonly answer: 'yes' | 'no' | 'unknown' }[]
  readonly shots: readonly Shot[]
  /** Grams, once the scale has shown a weight that lies still. */
  readonly weightGrams?: number
  readonly findings: readonly Finding[]
  readonly inference?: Inference
  readonly verdict?: GradeVerdict
  readonly proposal?: Proposal
  readonly decision?: Decision
}

/** Everything the lane screen draws. Pushed whole at every change. */
export interface LaneView {
  readonly state: LaneState
  /** Grows by one at every change. */
  readonly revision: number
  readonly item?: ItemView
  /** In `identified`: what the code could mean, to be picked from; empty for an unknown code. */
  readonly candidates: readonly Candidate[]
  /** Set when the code named a return; the screen then offers "not on this return" and "empty parcel". */
  readonly rma?: string
  /** In `checking`: the question to ask now. */
  readonly question?: QuestionView
  /** In `capturing`: roles whose photograph the page itself must take and upload (browser cameras), and roles to retake. */
  readonly wanted: readonly {
    readonly role: CameraRole
    readonly source: 'page' | 'rig'
    readonly why?: string
  }[]
  /** A short word to the operator that stops nothing, for example a scan that was not taken; gone with the next change. */
  readonly notice?: { readonly code: NoticeCode; readonly detail: string }
  /** A camera has read the code of a known item while one that nobody knows is on the lane. */
  readonly offer?: OfferView
  /** In `asking` and `stopped`: what went wrong and what to do. */
  readonly fault?: FaultView
  /** With `lane.verify: scan-back`: the label that has to be scanned before the next item. */
  readonly check?: LabelCheckView
  /** Last finished item, for the big outcome sign; `label` tells what the printer did with it. */
  readonly last?: LastView
  readonly confirm: 'always' | 'when-unsure' | 'never'
  /** Lines still open on the same return, the one on the lane counted. */
  readonly openLinesOnReturn: number
  readonly devices: DevicesView
  /** True while the rig is simulated: the scan screen then offers to place a demonstration item. */
  readonly simulated: boolean
}

/** `scan`: it is waited for; `late`: nobody has scanned it in time; `other`: that of another item (`found`) was scanned. */
export interface LabelCheckView {
  readonly plate: string
  readonly says: 'scan' | 'late' | 'other'
  readonly found?: string
}

export interface LastView {
  readonly id: string
  readonly plate: string
  readonly grade: Grade
  readonly disposition: Disposition
  readonly held: boolean
  readonly label: 'waiting' | 'sending' | 'printed' | 'cancelled'
}

/** One line a device for the status strip. */
export interface DevicesView {
  readonly scanners: readonly DeviceView[]
  readonly cameras: readonly (DeviceView & { readonly role: CameraRole })[]
  readonly printer: DeviceView & { readonly waitingJobs: number }
  /** Scale and signal light are absent where none is configured. */
  readonly scale?: DeviceView
  readonly signal?: DeviceView
  readonly network: NetworkView
  readonly eyes: { readonly kind: 'ready' | 'starting' | 'absent' | 'refused'; readonly detail: string }
}
export interface DeviceView {
  readonly name: string
  readonly driver: string
  readonly state: DeviceState
}
export interface NetworkView {
  readonly kind: 'online' | 'offline' | 'refused' | 'version' | 'not-enrolled'
  readonly unsent: number
  /** Milliseconds since the epoch of the last acknowledged event; absent when none. */
  readonly lastSent?: number
  readonly detail: string
}

export interface SessionView {
  /** True until the first admin exists: the only thing offered then is to make one. */
  readonly firstStart: boolean
  /** Whether the page is at the station itself: only there the first admin is made. */
  readonly local: boolean
  readonly user?: StaffView
  /** Minutes without input after which the page logs this person out; absent for never. */
  readonly idleMinutes?: number
  readonly locale: string
  readonly station: { readonly name: string; readonly site: string }
}
export interface StaffView {
  readonly id: string
  readonly name: string
  readonly role: 'operator' | 'supervisor' | 'admin'
  readonly hasBadge: boolean
  readonly active: boolean
}

/** A reason somebody may give for a change; it and the part of the item it is of, in every language the policy has. */
export interface ReasonView {
  readonly code: string
  readonly texts: Readonly<Record<string, string>>
  readonly part: Readonly<Record<string, string>>
}

/** A line of the review queue or of the history. */
export interface ReviewRow {
  readonly id: string
  readonly plate: string
  readonly at: number
  readonly title: string
  readonly sku?: string
  readonly category: Category
  readonly grade: Grade
  readonly disposition: Disposition
  readonly held: boolean
  readonly open: boolean
  /** Its label was voided, and nobody has decided the item since. */
  readonly voided: boolean
  readonly operator: string
  readonly why: string
  readonly thumbnail?: string
}
export interface ReviewItem {
  readonly record: InspectionRecord
  readonly corrections: readonly {
    readonly id: string
    readonly kind: 'confirmed' | 'overridden' | 'reprinted' | 'voided'
    readonly by: string
    readonly at: number
    readonly disposition: Disposition
    readonly grade: Grade
    readonly rejectedFindings: readonly number[]
    readonly reasonCode: string
    readonly note: string
  }[]
  readonly findings: readonly Finding[]
  readonly open: boolean
  readonly printed: boolean
}

export interface HealthView {
  readonly version: string
  readonly startedAt: number
  readonly now: number
  readonly devices: DevicesView
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number; readonly path: string }
  readonly memoryBytes: number
  readonly catalogue: {
    readonly skus: number
    readonly lines: number
    readonly cursor: number
    /** Why the last pull from central failed; absent where it worked, or was none. */
    readonly fault?: FaultView
  }
  readonly ledger: {
    readonly open: number
    readonly waitingJobs: number
    readonly unsent: number
    readonly today: number
  }
  /** `unverified`: nobody has looked since the start; of a broken trail `entries` is the first that does not fit. */
  readonly audit: { readonly state: 'unbroken' | 'broken' | 'unverified'; readonly entries: number }
  readonly policy: string
  /** Why the station could not start with its new configuration and runs with the one before; absent where it did. */
  readonly configFailed?: string
  /** The pack beside the active one; absent while none is configured. */
  readonly shadow?: ShadowView
  readonly cameras: readonly CameraCare[]
}

/** How far the teaching of a SKU has come, and what it is good for. */
export interface TaughtView {
  readonly sku: string
  readonly units: number
  /** What the memory may say with so many units. */
  readonly may: 'nothing' | 'hint' | 'verdict'
  /** Whole units still wanted for a hint and for a verdict; 0 when reached. */
  readonly wanted: { readonly hint: number; readonly verdict: number }
}
