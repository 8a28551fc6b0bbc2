import { activeHead, headsBefore, learningPaused } from '../../models/learning/head-folder.ts'
import { startingHead } from '../../models/learning/starting-folder.ts'
import { type ToldHead, toldHeads } from '../../models/learning/told-heads.ts'
import type { Eyes } from '../../models/port.ts'
import type { ConfirmedSource, Ledger } from '../../sync/ledger/port.ts'
import type { ActiveHeadView, HeadView, LearnDesk, LearnView } from '../api/learn-views.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { type HeadState, packOf } from '../kernel/learnt.ts'
import { undoNow } from './learn-now.ts'
import { countedOf, needs, sourceOf, usable } from './learn-source.ts'
import type { Learner } from './learner.ts'

export interface LearnDeskPorts {
  readonly ledger: Pick<Ledger, 'confirmedSources' | 'audit'>
  readonly eyes: Pick<Eyes, 'state' | 'head'>
  /** Folder of the heads. */
  readonly heads: string
  /** Folder of the head that ships with the model in use; empty, or absent, where none does. */
  starting?(): string
  readonly learner: Pick<Learner, 'learn' | 'learning' | 'failed'>
}

/** Milliseconds the eyes may take to tell about the head. */
const headMs = 2_000

/** What the station has learnt, for a supervisor: learn now, undo. */
export function learnDesk(ports: LearnDeskPorts): LearnDesk {
  const { ledger, heads, learner } = ports
  return {
    view: () => learnView(ports),
    now: (asker) => void learner.learn(asker.id),
    undo: (asker) => {
      if (learner.learning) throw new Fault('NOT_NOW', 'the station is learning; wait until it is done')
      undoNow({ heads, by: asker.id, audit: (line) => ledger.audit(line) })
    },
  }
}

/** How features of the present model are named; undefined while none is ready. */
export function packNow(eyes: Pick<Eyes, 'state'>): string | undefined {
  const state = eyes.state()
  return state.kind === 'ready' ? packOf(state.model, state.sha256) : undefined
}

async function learnView(ports: LearnDeskPorts): Promise<LearnView> {
  const { ledger, eyes, heads, learner } = ports
  const [all, head] = [ledger.confirmedSources(), await eyes.head(headMs)]
  const source = sourceOf(all, packNow(eyes))
  const rows: readonly ConfirmedSource[] = usable(all, source)
  const state = eyes.state()
  const { learning, failed } = learner
  const folder = folderView(heads, head, { pack: packNow(eyes), layout: source?.layout })
  return {
    ...{ stock: countedOf(rows), needs, unusable: all.length - rows.length },
    ...(state.kind === 'ready' ? { model: state.model } : {}),
    ...folder,
    ...(folder.active ? {} : startingView(ports, head)),
    ...(learning ? { learning } : {}),
    ...(failed ? { failed } : {}),
  }
}

/** Whose view of the photographs counts now, and how they are taken; undefined where nobody can tell yet. */
interface Now {
  readonly pack: string | undefined
  readonly layout: string | undefined
}

type FolderView = Pick<LearnView, 'active' | 'before' | 'paused'>

function folderView(heads: string, head: HeadState, now: Now): FolderView {
  try {
    const told = toldHeads(heads)
    const find = (name: string) => told.find((each) => each.name === name)
    const name = activeHead(heads)
    const before = headsBefore(heads).flatMap((each) => find(each) ?? [])
    const active = name === undefined ? {} : { active: activeView(name, head, { told: find(name), now }) }
    return { ...active, before: before.map(headView), paused: learningPaused(heads) }
  } catch (thrown) {
    const detail = asFault(thrown).detail
    return { active: { name: '', state: 'refused', detail }, before: [], paused: true }
  }
}

/** The head that ships, as the eyes have it while no other is in use. */
function startingView(
  { eyes, starting }: Pick<LearnDeskPorts, 'eyes' | 'starting'>,
  head: HeadState,
): Pick<LearnView, 'starting'> {
  const told = toldHeads(starting?.() ?? '').find(({ name }) => name === startingHead)
  const report = told ? { report: told.report } : {}
  if (head.kind === 'refused') return { starting: { state: 'refused', detail: head.detail, ...report } }
  if (head.kind !== 'ready' || !head.hint) return {}
  const outdated = told !== undefined && told.pack !== packNow(eyes)
  const state = outdated ? 'outdated' : head.speaks ? 'hints' : 'silent'
  return { starting: { state, detail: '', ...report } }
}

interface Known {
  readonly told: ToldHead | undefined
  readonly now: Now
}

function activeView(name: string, head: HeadState, { told, now }: Known): ActiveHeadView {
  const { detail = '' } = head.kind === 'refused' ? head : {}
  const rest = told ? { at: told.at, report: told.report } : {}
  return { name, detail, state: standingOf(name, head, { told, now }), ...rest }
}

function standingOf(name: string, head: HeadState, { told, now }: Known): ActiveHeadView['state'] {
  if (head.kind === 'refused') return 'refused'
  // the eyes have not followed yet, or could not tell
  if (head.kind !== 'ready' || !head.head.startsWith(`${name}@`)) return 'unknown'
  if (told && now.pack && told.pack !== now.pack) return 'outdated'
  if (told && now.layout && told.layout !== now.layout) return 'outdated'
  return head.speaks ? 'speaks' : 'silent'
}

function headView({ name, at, report }: ToldHead): HeadView {
  return { name, at, report }
}
