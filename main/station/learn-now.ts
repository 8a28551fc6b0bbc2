import { itemBlocks } from '../../models/learning/features.ts'
import { silenceLine } from '../../models/learning/head-card.ts'
import { activeHead, chooseHead, dropHead, undoHead, writeHead } from '../../models/learning/head-folder.ts'
import { headPack } from '../../models/learning/head-pack.ts'
import { learn } from '../../models/learning/learn.ts'
import { loadHead } from '../../models/onnx/load-head.ts'
import { openSession } from '../../models/onnx/session.ts'
import { readFeatures } from '../../sync/ledger/features-book.ts'
import type { ConfirmedFeatures, Ledger } from '../../sync/ledger/port.ts'
import { Fault } from '../kernel/fault.ts'
import type { LearningReport } from '../kernel/learning-report.ts'
import { decisionsOf, type Source, sourceOf } from './learn-source.ts'

export interface LearnPorts {
  /** The ledger's file; it is only read. */
  readonly ledger: string
  /** Folder of the heads. */
  readonly heads: string
  /** How features of the pack in use are named; undefined where there is none. */
  readonly pack: string | undefined
  /** Who asked, as the trail names them. */
  readonly by: string
  now(): number
  audit(entry: Parameters<Ledger['audit']>[0]): void
  /** Hears how many of all fits are done. */
  step(done: number, of: number): void
}

/** What came of learning. */
export interface LearnOutcome {
  readonly report: LearningReport
  /** The head that is in use now; absent where there was too little for one, or nothing was to be written. */
  readonly head?: string
  readonly speaks: boolean
}

/** Reads, learns, and uses the head once this machine has checked it. Fault MODEL_REFUSED names the head and the check it failed. */
export async function learnNow(ports: LearnPorts, mode: 'use' | 'dry-run'): Promise<LearnOutcome> {
  const { source, rows } = stockOf(ports)
  const decisions = decisionsOf(rows)
  const blocks = itemBlocks(decisions[0]?.features.length ?? 0)
  const { report, head } = learn(decisions, undefined, { step: ports.step, blocks })
  const speaks = head !== undefined && report.silent.length === 0
  if (mode === 'dry-run') return { report, speaks: false }
  const lacks = report.silent.map(silenceLine).join('; ')
  const found = `${report.decisions} decisions, ${report.sessions} sessions${kappaOf(report)}`
  if (!head || !source) {
    ports.audit(line(ports, 'learnt', { subject: '', detail: `${found}; no head: ${lacks}` }))
    return { report, speaks }
  }
  const at = ports.now()
  const name = `grades-${new Date(at).toISOString().slice(0, 19).replace(/\D/g, '')}`
  const pack = headPack(head, report, { name, version: '1.0.0', at, features: source })
  ports.audit(line(ports, 'learnt', { subject: name, detail: `${found}; ${speaks ? 'it speaks' : lacks}` }))
  writeHead(ports.heads, pack)
  await check(ports, name, () => dropHead(ports.heads, pack))
  ports.audit(line(ports, 'activated', { subject: name, detail: speaks ? 'it speaks' : 'it stays silent' }))
  chooseHead(ports.heads, name)
  return { report, head: name, speaks }
}

/** Goes back one step. Fault NOT_FOUND where there is no head. */
export function undoNow({ heads, by, audit }: Pick<LearnPorts, 'heads' | 'by' | 'audit'>): {
  readonly from: string
  readonly to?: string
} {
  const active = activeHead(heads)
  if (active === undefined)
    throw new Fault('NOT_FOUND', 'no head is in use at this station; there is nothing to undo')
  audit({ actor: by, action: 'grading.undone', subject: active, detail: '' })
  const undone = undoHead(heads)
  return undone ?? { from: active }
}

function stockOf({ ledger, pack }: LearnPorts): { source?: Source; rows: readonly ConfirmedFeatures[] } {
  return readFeatures(ledger, (read) => {
    const source = sourceOf(read.confirmedSources(), pack)
    return source ? { source, rows: read.confirmedFeatures(source.pack, source.layout) } : { rows: [] }
  })
}

/** A head is loaded as the station will load it before anything uses it. */
async function check(ports: LearnPorts, name: string, drop: () => void): Promise<void> {
  const loaded = await loadHead(ports.heads, name, openSession)
  if (loaded.kind === 'ready') return
  drop()
  ports.audit(line(ports, 'refused', { subject: name, detail: loaded.detail }))
  throw new Fault('MODEL_REFUSED', loaded.detail)
}

function line({ by }: LearnPorts, what: string, rest: { readonly subject: string; readonly detail: string }) {
  return { actor: by, action: `grading.${what}`, ...rest }
}

function kappaOf({ kappa }: LearningReport): string {
  return kappa ? `, kappa ${kappa.value.toFixed(2)}` : ''
}
