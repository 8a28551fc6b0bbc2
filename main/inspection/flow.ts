import type { Clock } from '../kernel/clock.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Shot } from '../kernel/frame.ts'
import { conclude } from './checklist.ts'
import { decide } from './decide.ts'
import { settle } from './decision.ts'
import { grade } from './grade.ts'
import { identify, type Lookup } from './identify.ts'
import { type LabelSettings, renderLabel } from './label.ts'
import type { Policy } from './policy.ts'
import type {
  Answer,
  Captured,
  Checked,
  Decided,
  Graded,
  Identification,
  Identified,
  Inferred,
  InspectionRecord,
  Item,
  Label,
  Proposed,
  Scanned,
  StaffId,
  Versions,
} from './record.ts'

/** The steps somebody or something else does; each is asked once an item. */
export interface Ports {
  /** Which candidate it is; for none, what the item shall count as. */
  choose(identification: Identification): Promise<Item>
  answer(item: Identified): Promise<readonly Answer[]>
  shoot(item: Checked): Promise<readonly Shot[]>
  see(item: Captured): Promise<Inference>
  readonly lookup: Lookup
  readonly clock: Pick<Clock, 'now' | 'ticks'>
}

/** What an inspection rests on. `by` answers for the decision: a person, or `auto` where nobody is asked. */
export interface Rules {
  readonly policy: Policy
  readonly by: 'auto' | StaffId
  readonly label: LabelSettings
  readonly station: { readonly name: string; readonly version: string }
}

/** One item from its scan to its record, with nobody to wait for: what `inspect` and an unattended lane do. */
export async function inspect(scanned: Scanned, ports: Ports, rules: Rules): Promise<InspectionRecord> {
  const watch = stopwatch(ports.clock)
  const identification = identify(scanned.scan, ports.lookup)
  const identified = withItem(scanned, identification, await ports.choose(identification))
  watch.lap('identify')
  const checked = withAnswers(identified, await ports.answer(identified), rules.policy)
  watch.lap('check')
  const captured = withShots(checked, checked.inspect ? await ports.shoot(checked) : [])
  watch.lap('capture')
  const inferred = withInference(captured, checked.inspect ? await ports.see(captured) : notLooked)
  watch.lap('infer')
  const graded = withVerdict(inferred, rules.policy)
  watch.lap('grade')
  const proposed = withProposal(graded, rules.policy)
  watch.lap('decide')
  const decided = settle(proposed, { by: rules.by, at: ports.clock.now() })
  const label = renderLabel(decided, rules.label, rules.station.name)
  watch.lap('label')
  return withRecord(decided, { label, versions: versionsOf(decided, rules), timings: watch.laps })
}

/** Stands in for the eyes where an answer made looking unnecessary. */
const notLooked: Inference = { status: 'unsure', why: 'no_photos', detail: 'not needed' }

/** scan + identify */
export function withItem(scanned: Scanned, { reading }: Identification, item: Item): Identified {
  return { ...scanned, reading, item }
}

/** + check */
export function withAnswers(item: Identified, answers: readonly Answer[], policy: Policy): Checked {
  return { ...item, answers, ...conclude(answers, item.item, policy) }
}

/** + capture; the weight where there is one */
export function withShots(item: Checked, shots: readonly Shot[], weightGrams?: number): Captured {
  return { ...item, shots, ...(weightGrams === undefined ? {} : { weightGrams }) }
}

/** + infer */
export function withInference(item: Captured, inference: Inference): Inferred {
  return { ...item, inference }
}

/** + grade */
export function withVerdict(item: Inferred, policy: Policy): Graded {
  return { ...item, verdict: grade(item, policy) }
}

/** + decide */
export function withProposal(item: Graded, policy: Policy): Proposed {
  return { ...item, proposal: decide(item, policy) }
}

/** + label, versions, timings: the whole record, ready for the ledger */
export function withRecord(
  item: Decided,
  rest: { readonly label: Label; readonly versions: Versions; readonly timings: InspectionRecord['timings'] },
): InspectionRecord {
  return { ...item, ...rest }
}

/** Which rules and models spoke in an item's record. */
export function versionsOf(
  { inference }: Inferred,
  { policy, station }: Pick<Rules, 'policy' | 'station'>,
): Versions {
  const model = inference.status === 'done' ? inference.model : 'none'
  return { policy: policy.version, model, station: station.version }
}

function stopwatch(clock: Ports['clock']): {
  lap(step: string): void
  readonly laps: Record<string, number>
} {
  const laps: Record<string, number> = {}
  let last = clock.ticks()
  return {
    laps,
    lap(step) {
      const now = clock.ticks()
      laps[step] = now - last
      last = now
    },
  }
}
