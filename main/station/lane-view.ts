import type { Camera } from '../../drivers/camera/port.ts'
import type { NoticeCode, OfferView } from '../api/notice-views.ts'
import type { DevicesView, FaultView, ItemView, LaneState, LaneView, QuestionView } from '../api/views.ts'
import { nextQuestion } from '../inspection/checklist.ts'
import type { Policy } from '../inspection/policy.ts'
import { findingsOf } from '../inspection/record.ts'
import type { Fault } from '../kernel/fault.ts'
import type { LaneItem } from './lane-item.ts'

/** Everything the view is made of; the lane owns it, this file only draws it. */
export interface LaneFacts {
  readonly state: LaneState
  readonly revision: number
  readonly item: LaneItem | undefined
  readonly notice: { readonly code: NoticeCode; readonly detail: string } | undefined
  readonly last: LaneView['last']
  readonly check: LaneView['check']
  readonly offer: OfferView | undefined
  readonly devices: DevicesView
  readonly confirm: LaneView['confirm']
  readonly locale: string
  readonly cameras: readonly (Camera & { wanted?(): boolean })[]
  readonly policy: Policy
  readonly simulated: boolean
}

/** The lane as the screen draws it. */
export function laneView(facts: LaneFacts): LaneView {
  const { item, state, notice, last } = facts
  const question = state === 'checking' && item ? questionOf(item, facts) : undefined
  const fault = item?.fault && (state === 'asking' || state === 'stopped') ? faultView(item.fault) : undefined
  return {
    state,
    revision: facts.revision,
    candidates: item?.identification.candidates ?? [],
    wanted: item ? wantedOf(item, facts) : [],
    confirm: facts.confirm,
    openLinesOnReturn: item?.identification.candidates.length ?? 0,
    devices: facts.devices,
    simulated: facts.simulated,
    ...(item ? { item: itemView(item) } : {}),
    ...(item?.identification.rma ? { rma: item.identification.rma } : {}),
    ...(question ? { question } : {}),
    ...(notice ? { notice } : {}),
    ...(fault ? { fault } : {}),
    ...(last ? { last } : {}),
    ...(facts.check ? { check: facts.check } : {}),
    ...(facts.offer ? { offer: { code: facts.offer.code, title: facts.offer.title } } : {}),
  }
}

function faultView(fault: Fault): FaultView {
  return { code: fault.code, hint: fault.hint, detail: fault.detail }
}

function questionOf(item: LaneItem, facts: LaneFacts): QuestionView | undefined {
  if (!item.identified) return undefined
  const next = nextQuestion(item.identified.item, item.answers, facts.policy)
  if (!next) return undefined
  const { question, number, of } = next
  const text = question.text[facts.locale as 'en'] ?? question.text.en
  const hint = question.hint?.[facts.locale as 'en'] ?? question.hint?.en
  const hints = question.hint && hint ? { hint, hints: question.hint } : {}
  return { id: question.id, text, texts: question.text, number, of, ...hints }
}

function wantedOf(item: LaneItem, facts: LaneFacts): LaneView['wanted'] {
  if (facts.state !== 'capturing' && facts.state !== 'asking') return []
  const why = new Map(item.again?.map((each) => [each.role, each.why]))
  return (
    facts.cameras
      .filter((camera) =>
        facts.state === 'asking' ? why.has(camera.role) : !item.again || why.has(camera.role),
      )
      // A page's picture that has come is no longer asked for while the others are still taken.
      .filter((camera) => facts.state === 'asking' || (camera.wanted?.() ?? true))
      .map((camera) => {
        const reason = why.get(camera.role)
        const source = camera.wanted ? ('page' as const) : ('rig' as const)
        return { role: camera.role, source, ...(reason ? { why: reason } : {}) }
      })
  )
}

function itemView(item: LaneItem): ItemView {
  const { scanned, identified, inferred, proposed, decided } = item
  return {
    id: scanned.id,
    plate: scanned.plate,
    code: item.identification.reading.display,
    answers: item.answers,
    shots: [...item.taken.values()].map((each) => each.shot),
    findings: inferred ? findingsOf(inferred) : (item.checked?.told ?? []),
    ...(identified ? { item: identified.item } : {}),
    ...(item.weightGrams === undefined ? {} : { weightGrams: item.weightGrams }),
    ...(inferred ? { inference: inferred.inference, shots: inferred.shots } : {}),
    ...(proposed ? { verdict: proposed.verdict, proposal: proposed.proposal } : {}),
    ...(decided ? { decision: decided.decision } : {}),
  }
}
