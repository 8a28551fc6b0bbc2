import type { OverrideInput } from '../api/desk.ts'
import type { LaneView } from '../api/views.ts'
import { nextQuestion } from '../inspection/checklist.ts'
import { identifyOnReturn } from '../inspection/identify.ts'
import { categoryOf, skuOf } from '../inspection/item-facts.ts'
import type { Item } from '../inspection/record.ts'
import { Fault } from '../kernel/fault.ts'
import type { Scan } from '../kernel/scan.ts'
import { isWanted } from './camera-scan.ts'
import { LaneCore } from './lane-core.ts'
import type { LaneItem } from './lane-item.ts'
import type { LanePorts } from './lane-ports.ts'
import { begin, expectedLines, weighed, withChecks, withItem } from './lane-steps.ts'
import { attempt, capture, commit, decideItem, inspect } from './lane-work.ts'
import { ScanBack } from './scan-back.ts'
import { agreesWithCamera, isDoubleRead, noticeFor } from './scan-gate.ts'

/** What people and devices can do to the lane; each command checks the table before it changes anything. */
export class Lane {
  readonly core: LaneCore
  readonly back: ScanBack
  #seen: Scan | undefined

  constructor(ports: LanePorts) {
    this.core = new LaneCore(ports)
    this.back = new ScanBack(this.core)
    for (const camera of ports.cameras) {
      camera.onState(() => this.core.touch())
      camera.onWanted?.(() => this.core.touch())
    }
  }

  /** Goes on with what a stopped station was working on. */
  start(): void {
    const state = this.core.restore()
    this.core.touch()
    if (state === 'capturing') void capture(this.core)
    if (state === 'committing') void commit(this.core)
  }

  view(): LaneView {
    return this.core.view()
  }

  /** Takes a scan, or says why not; two scans in a row never make two items of one. */
  scan(scan: Scan): void {
    const { core } = this
    if (core.item && agreesWithCamera(this.#seen, scan)) {
      this.#seen = scan
      return
    }
    if (isDoubleRead(this.#seen, scan, core.state)) return
    const onReturn = this.#onOpenReturn(scan)
    if (scan.source === 'camera' && !isWanted(scan, { core, onReturn })) return
    this.#seen = scan
    if (this.back.takes(scan)) return
    const notice = noticeFor(scan, core.ports)
    if (notice) core.say(notice.code, notice.detail)
    else if (onReturn) this.call(onReturn)
    else if (core.can('scanned')) this.#begin(scan)
    else core.say('finish_first', scan.text.slice(0, 60))
  }

  /** While a return's lines are shown, scanning the article picks its line: quicker than the screen, and no mistaken tap. */
  #onOpenReturn(scan: Scan): Item | undefined {
    const { state, item, ports } = this.core
    const rma = state === 'identified' ? item?.identification.rma : undefined
    if (!item || !rma) return undefined
    const open = { rma, lines: expectedLines(item.identification) }
    const candidates = identifyOnReturn(scan, ports.catalogue, open)?.candidates ?? []
    return candidates.length === 1 ? candidates[0]?.item : undefined
  }

  #begin(scan: Scan): void {
    const { core } = this
    const item = begin(scan, core.ports)
    core.newTurn()
    attempt(core, () => core.grow(item))
    core.go('scanned')
    const chosen = this.#choice(item)
    if (chosen) this.call(chosen)
  }

  /** What needs no person: one candidate that the code names by itself, and everything on an unattended lane. */
  #choice(item: LaneItem): Item | undefined {
    const { candidates, rma } = item.identification
    const unattended = this.core.ports.config.lane.confirm === 'never'
    if (candidates.length === 1 && (!rma || unattended)) return candidates[0]?.item
    if (!unattended) return undefined
    if (rma) return { kind: 'not_on_return', rma }
    // Which of several returns it came from, nobody is there to say: it is what it is, announced or not.
    const known = candidates.find(({ item: each }) => each.kind === 'known')
    return known?.item ?? { kind: 'unlisted', category: 'other' }
  }

  choose(key: string): void {
    const item = this.core.demand('chosen')
    const found = item.identification.candidates.find((each) => each.key === key)
    if (!found) throw new Fault('NOT_FOUND', `no candidate ${key} on the lane`)
    this.call(found.item)
  }

  /** Says what the item is: picked, found by search, or decided by the code alone. */
  call(what: Item): void {
    const { core } = this
    const item = weighed(withItem(core.demand('chosen'), what), core.ports)
    const sku = skuOf(what)?.sku
    if (sku !== undefined) core.ports.examiner.warm(sku)
    core.ports.simulation?.show(item.scanned.scan.text, categoryOf(what), skuOf(what)?.weightGrams)
    attempt(core, () => {
      core.grow(item)
      core.go('chosen')
      this.#askOrGoOn()
    })
  }

  answer(question: string, answer: 'yes' | 'no' | 'unknown'): void {
    const { core } = this
    const item = core.demand('checked')
    const asked = item.identified && nextQuestion(item.identified.item, item.answers, core.ports.policy)
    if (asked?.question.id !== question)
      throw new Fault('NOT_NOW', `question ${question} is not being asked now`)
    attempt(core, () => {
      core.grow(weighed({ ...item, answers: [...item.answers, { question, answer }] }, core.ports))
      this.#askOrGoOn()
    })
  }

  #askOrGoOn(): void {
    const { core } = this
    const { item } = core
    if (!item?.identified) return
    const unattended = core.ports.config.lane.confirm === 'never'
    if (!unattended && nextQuestion(item.identified.item, item.answers, core.ports.policy)) {
      core.touch()
      return
    }
    const checked = withChecks({ ...item, identified: item.identified }, core.ports)
    core.grow(checked)
    core.go(checked.checked.inspect ? 'checked' : 'skipped')
    void (checked.checked.inspect ? capture(core) : inspect(core))
  }

  retake(): void {
    const { core } = this
    const item = core.demand('retake')
    const { captured: _c, inferred: _i, proposed: _p, fault: _f, again, ...kept } = item
    core.grow(core.state === 'proposing' || !again ? { ...kept, taken: new Map() } : { ...kept, again })
    core.go('retake')
    void capture(core)
  }

  withoutPhoto(): void {
    this.core.demand('withoutPhoto')
    this.core.newTurn()
    this.core.go('withoutPhoto')
    void inspect(this.core)
  }

  confirm(by: string, change?: OverrideInput): void {
    decideItem(this.core, by, change)
  }

  cancel(): void {
    const { core } = this
    if (core.demand('cancelled').record) {
      throw new Fault('NOT_NOW', 'the decision is made and waits to be written; it cannot be cancelled')
    }
    core.newTurn()
    core.drop()
    core.go('cancelled')
  }

  /** The item on the lane is the one whose code a camera has read: it begins anew as that. */
  takeOffered(): void {
    const { core } = this
    const { offered } = core
    if (!offered) throw new Fault('NOT_NOW', 'no code is offered')
    this.cancel()
    this.#begin({ ...offered.scan, at: core.ports.clock.now() })
  }

  /** After `asking` or `stopped`: the same step again. */
  resume(): void {
    const { core } = this
    if (core.state === 'stopped' && core.item?.record) {
      core.go('recommit')
      commit(core)
    } else if (core.item?.checked) this.retake()
    else this.cancel()
  }

  /** The print worker tells what became of a label. */
  labelled(inspection: string, label: NonNullable<LaneView['last']>['label']): void {
    if (this.core.last?.id !== inspection) return
    this.core.setLabel(label)
    if (label === 'printed') this.back.printed()
  }

  close(): void {
    this.back.close()
    this.core.close()
  }
}
