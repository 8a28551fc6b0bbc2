import type { Disposition, Grade } from '../inspection/record.ts'
import type { CameraRole, PhotoMediaType } from '../kernel/frame.ts'
import type { Category, Sku } from '../kernel/item.ts'
import type { Plugged } from '../kernel/plugged.ts'
import type { CameraCare, CameraOutcome } from './camera-views.ts'
import type { ConfigDraft, DraftView, SavedView } from './config-views.ts'
import type { LearnDesk } from './learn-views.ts'
import type { ActView, ModelsView, PackRole } from './models-views.ts'
import type { WeighingView } from './scale-views.ts'
import type { SetupView } from './setup-views.ts'
import type { TaughtRow, TeachOutcome, TeachView, TriedUnit } from './teach-views.ts'
import type { HeardView, TryOutsView } from './try-out-views.ts'
import type { HealthView, LaneView, ReasonView, ReviewItem, ReviewRow, StaffView } from './views.ts'

/** Who asks: filled in from the session cookie, never from the request's body. */
export interface Asker {
  readonly id: string
  readonly role: 'operator' | 'supervisor' | 'admin'
}

/** What an operator may do at the lane. Each call returns when the lane has taken the event; a wrong moment is Fault NOT_NOW. */
export interface LaneDesk {
  view(): LaneView
  /** Calls back at once with the present view and at every change, until the returned function is called. */
  watch(heard: (view: LaneView) => void): () => void
  scan(text: string, source: 'wedge' | 'typed' | 'camera'): void
  choose(key: string, asker: Asker): void
  /** The item is not on the return, or its code is unknown: go on with a SKU found by search, or only a category. */
  unlisted(what: { readonly sku?: string; readonly category: Category }, asker: Asker): void
  emptyParcel(asker: Asker): void
  answer(question: string, answer: 'yes' | 'no' | 'unknown', asker: Asker): void
  /** Takes all photographs again (or the roles that failed). */
  retake(asker: Asker): void
  /** Goes on without a good photograph; the item is then held. */
  withoutPhoto(asker: Asker): void
  confirm(asker: Asker): void
  override(change: OverrideInput, asker: Asker): void
  cancel(asker: Asker): void
  /** Begins anew with the code that is offered. */
  takeOffered(asker: Asker): void
  /** After `asking` or `stopped`: try again. */
  resume(asker: Asker): void
  /** With `lane.verify: scan-back`: the person has looked at the label that cannot be scanned; goes into the trail. */
  labelByHand(asker: Asker): void
  /** Simulated rig only: puts the next demonstration item on the bench and scans it. */
  placeDemo(asker: Asker): void
  /** What the kiosk page found where its own camera of a role should be. */
  pageCamera(role: CameraRole, state: PageCameraState): void
  /** A photograph the page took with its own camera; `role` must be one the lane wants. */
  upload(role: CameraRole, bytes: Uint8Array, mediaType: PhotoMediaType): void
}
/** `denied`: the browser may not use a camera; `absent`: there is none. */
export type PageCameraState = 'live' | 'denied' | 'absent'
export interface OverrideInput {
  readonly disposition: Disposition
  readonly grade: Grade
  readonly reasonCode: string
  readonly note: string
}

/** What a supervisor may do with recorded items. */
export interface ReviewDesk {
  list(filter: ReviewFilter): {
    readonly rows: readonly ReviewRow[]
    readonly next?: string
    readonly open: number
  }
  item(id: string): ReviewItem
  decide(input: ReviewInput, asker: Asker): void
  /** NOT_NOW while the label is void. */
  reprint(id: string, reason: string, asker: Asker): void
  /** The label of a decided item counts no more, until the item is decided again; NOT_NOW where it is open, or void already. */
  voidLabel(id: string, reason: string, asker: Asker): void
}
export interface ReviewFilter {
  readonly which: 'open' | 'all'
  readonly grade?: Grade
  readonly disposition?: Disposition
  readonly text?: string
  readonly after?: string
  readonly limit: number
}
export interface ReviewInput {
  readonly id: string
  readonly kind: 'confirmed' | 'overridden'
  readonly disposition: Disposition
  readonly grade: Grade
  readonly rejectedFindings: readonly number[]
  readonly reasonCode: string
  readonly note: string
}

/** Staff, devices and central, for the person who installs a station. */
export interface SetupDesk {
  view(): Promise<SetupView>
  health(): Promise<HealthView>
  enrol(input: { readonly url: string; readonly code: string }, asker: Asker): Promise<void>
  testLabel(asker: Asker): Promise<void>
  /** What the scale shows now. */
  weighing(): WeighingView
  /** What lies on the scale counts as nothing from now on. */
  tareScale(asker: Asker): Promise<void>
  /** What the station's own scanners read last. */
  heard(): HeardView | undefined
  /** Lights one lamp of the stack light for a moment, or sounds its buzzer. */
  tryLamp(lamp: TryOutsView['lamps'][number]): Promise<void>
  pullTrigger(input: { readonly scanner: string; readonly on: boolean }): Promise<void>
  /** The printers that answer in the networks of the station; they are connected to and sent nothing. */
  lookInNetwork(): Promise<readonly Plugged[]>
  addStaff(input: StaffInput, asker: Asker | 'setup'): Promise<StaffView>
  setStaffActive(id: string, active: boolean, asker: Asker): void
  search(words: string): readonly Sku[]
  /** What a choice of devices would write, and what is wrong with it. */
  checkConfig(draft: ConfigDraft): DraftView
  /** Saves it, keeps a copy of the one before, and restarts. NOT_NOW while an item is on the lane; CONFIG_WRONG as checkConfig says. */
  saveConfig(draft: ConfigDraft, asker: Asker): SavedView
  /** Restarts with the configuration's file as it is now; the same refusals. */
  restart(asker: Asker): SavedView
}
export interface StaffInput {
  readonly name: string
  readonly role: 'operator' | 'supervisor' | 'admin'
  readonly pin: string
  readonly badge?: string
}

/** "Teach this item": whole units of a SKU, photographed one after another, so that the station knows what whole looks like. */
export interface TeachDesk {
  view(sku: string): TeachView
  /** Every SKU with whole units, the one taught last first. */
  list(): readonly TaughtRow[]
  /** The SKUs a code could mean; none for a code nobody knows. */
  find(code: string): readonly Sku[]
  /** Photographs the unit on the bench with every camera. NOT_NOW while an item is on the lane; else the cameras' faults. */
  shoot(sku: string): Promise<TriedUnit>
  /** Keeps the unit photographed last. NOT_FOUND when it is another one, or kept already. */
  keep(unit: string, asker: Asker): Promise<TeachOutcome>
  /** Takes the unit taught last back. */
  undo(sku: string, asker: Asker): TeachView
  /** A picture the page took of the next unit with its own camera; shoot() hands it in. */
  upload(role: CameraRole, bytes: Uint8Array, mediaType: PhotoMediaType): void
  /** A photograph of a unit that is kept, or was tried last. NOT_FOUND for any other. */
  photo(unit: string, role: CameraRole): Uint8Array
}

/** Model packs of this station. Every change stands in the trail with who asked for it. */
export interface ModelsDesk {
  view(): ModelsView
  /** The whole card of a pack, as its maker wrote it: Markdown, to be shown as text. */
  card(model: string): string
  /** Uses a pack from the next item on; one that fails a check is refused and the present one stays. */
  activate(model: string, asker: Asker): Promise<ActView>
  /** Uses the pack before again, of those that judge or those that tell products apart. NOT_NOW when there is none. */
  rollBack(role: PackRole, asker: Asker): Promise<ActView>
}

/** What a person who sets a rig up teaches the station about its cameras. */
export interface CameraDesk {
  view(): Promise<readonly CameraCare[]>
  /** Photographs the empty stage with these cameras at once; each that will do is kept. NOT_NOW while an item is on the lane. */
  takeStages(roles: readonly CameraRole[], asker: Asker): Promise<readonly CameraOutcome[]>
  /** Photographs the calibration sheet with one camera; `rulerMm` is what its 100 mm ruler measures on paper. */
  calibrate(
    input: { readonly role: CameraRole; readonly rulerMm: number },
    asker: Asker,
  ): Promise<CameraOutcome>
  /** The photograph a camera's empty stage was taken from; NOT_FOUND where there is none. */
  stagePhoto(role: CameraRole): Uint8Array
  /** The calibration sheet as a PDF of one page. */
  sheet(paper: 'a4' | 'letter', language: 'en' | 'de'): Promise<Uint8Array>
}

/** Log-in by PIN or badge. A token goes into an HttpOnly cookie. */
export interface DoorDesk {
  firstStart(): boolean
  /** Refusals are Fault LOGIN_REFUSED or LOGIN_LOCKED; wrong tries from other machines are counted by themselves. */
  login(
    secret:
      | { readonly kind: 'pin'; readonly staff: string; readonly pin: string }
      | { readonly kind: 'badge'; readonly badge: string },
    from?: 'here' | 'elsewhere',
  ): Promise<{ readonly token: string; readonly user: StaffView }>
  who(token: string): StaffView | undefined
  logout(token: string): void
  /** Active people, for the log-in screen's tiles: id, name and role. */
  people(): readonly StaffView[]
}

/** Everything a screen may ask of a station; main/station implements it, main/api/router.ts guards it. */
export interface Desk {
  readonly station: { readonly name: string; readonly site: string }
  readonly locale: string
  /** Minutes without input after which a role is logged out; 0 is never. */
  readonly idleMinutes: Readonly<Record<Asker['role'], number>>
  /** Reasons for changing a proposal for an item of a category, in the policy's order. */
  reasonCodes(category: Category): readonly ReasonView[]
  readonly lane: LaneDesk
  readonly review: ReviewDesk
  readonly setup: SetupDesk
  readonly teach: TeachDesk
  readonly cameras: CameraDesk
  readonly models: ModelsDesk
  readonly learning: LearnDesk
  readonly door: DoorDesk
}
