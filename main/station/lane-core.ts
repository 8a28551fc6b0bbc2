import type { NoticeCode, OfferView } from '../api/notice-views.ts'
import type { LaneState, LaneView } from '../api/views.ts'
import { Fault } from '../kernel/fault.ts'
import type { Scan } from '../kernel/scan.ts'
import { dropDraft, restoreDraft, saveDraft } from './draft.ts'
import type { LaneItem } from './lane-item.ts'
import type { LanePorts } from './lane-ports.ts'
import { type LaneEvent, laneTable } from './lane-table.ts'
import { laneView } from './lane-view.ts'

/** The code of a known item, read by a camera, and the item on the lane (its id) for which it is offered. */
export interface Offered extends OfferView {
  readonly item: string
  readonly scan: Scan
}

/** The lane's memory: state, item, notice and who watches. It moves by the table only and knows no work. */
export class LaneCore {
  #state: LaneState = 'scan'
  #item: LaneItem | undefined
  #notice: { code: NoticeCode; detail: string } | undefined
  #last: LaneView['last']
  #check: LaneView['check']
  #offered: Offered | undefined
  #revision = 0
  #telling = false
  #turn = new AbortController()
  readonly ports: LanePorts
  readonly #watchers = new Set<(view: LaneView) => void>()

  constructor(ports: LanePorts) {
    this.ports = ports
  }

  get state(): LaneState {
    return this.#state
  }

  get item(): LaneItem | undefined {
    return this.#item
  }

  get last(): LaneView['last'] {
    return this.#last
  }

  /** Aborted as soon as the work of the present turn is overtaken: cancelled, retaken, closed. */
  get turn(): AbortSignal {
    return this.#turn.signal
  }

  newTurn(): AbortSignal {
    this.#turn.abort()
    this.#turn = new AbortController()
    return this.#turn.signal
  }

  can(event: LaneEvent): boolean {
    return laneTable[this.#state][event] !== 'ignore'
  }

  /** Moves by the table and tells everybody; an event the table ignores changes nothing. */
  go(event: LaneEvent): void {
    const next = laneTable[this.#state][event]
    if (next === 'ignore') return
    this.#state = next
    this.#notice = undefined
    this.touch()
  }

  /** The item, where the event is possible now; else Fault NOT_NOW for the person who asked. */
  demand(event: LaneEvent): LaneItem {
    if (!this.#item || !this.can(event))
      throw new Fault('NOT_NOW', `${event} is not possible in state ${this.#state}`)
    return this.#item
  }

  /** Replaces the item by a grown one; what may be lost in a power cut is drafted first. */
  grow(item: LaneItem, draft: 'draft' | 'memory' = 'draft'): void {
    this.#item = item
    if (draft === 'draft') saveDraft(this.ports.ledger, item)
  }

  /** The item is recorded or cancelled: nothing of it is worked on any more. */
  drop(last?: LaneView['last']): void {
    dropDraft(this.ports.ledger)
    this.#item = undefined
    if (last) this.#last = last
  }

  restore(): LaneState | undefined {
    const draft = restoreDraft(this.ports.ledger)
    if (!draft) return undefined
    this.#item = draft.item
    this.#state = draft.state
    return draft.state
  }

  /** Whether the item on the lane rests on this photograph, which no record names yet. */
  holds(sha256: string): boolean {
    const shots = [...(this.#item?.taken.values() ?? [])].map((each) => each.shot)
    return [...shots, ...(this.#item?.captured?.shots ?? [])].some((shot) => shot.sha256 === sha256)
  }

  say(code: NoticeCode, detail: string): void {
    this.#notice = { code, detail }
    this.touch()
  }

  /** What a camera read of the item on the lane; gone with that item. */
  get offered(): Offered | undefined {
    return this.#offered?.item === this.#item?.scanned.id ? this.#offered : undefined
  }

  offer(offered: Offered): void {
    this.#offered = offered
    this.touch()
  }

  setCheck(check: LaneView['check']): void {
    this.#check = check
    this.touch()
  }

  get check(): LaneView['check'] {
    return this.#check
  }

  setLabel(label: NonNullable<LaneView['last']>['label']): void {
    if (this.#last) this.#last = { ...this.#last, label }
    this.touch()
  }

  view(): LaneView {
    const { config, policy, cameras, simulation } = this.ports
    return laneView({
      state: this.#state,
      revision: this.#revision,
      item: this.#item,
      notice: this.#notice,
      last: this.#last,
      check: this.#check,
      offer: this.offered,
      devices: this.ports.devices(),
      confirm: config.lane.confirm,
      locale: config.locale,
      cameras,
      policy,
      simulated: simulation !== undefined,
    })
  }

  /** Something changed: everybody who watches is told once a turn of the event loop, however much changed in it. */
  touch(): void {
    this.#revision += 1
    if (this.#telling || this.#watchers.size === 0) return
    this.#telling = true
    setImmediate(() => this.#tell())
  }

  #tell(): void {
    this.#telling = false
    if (this.#watchers.size === 0) return
    const view = this.view()
    for (const heard of this.#watchers) heard(view)
  }

  watch(heard: (view: LaneView) => void): () => void {
    this.#watchers.add(heard)
    heard(this.view())
    return () => void this.#watchers.delete(heard)
  }

  close(): void {
    this.#turn.abort()
    this.#watchers.clear()
  }
}
