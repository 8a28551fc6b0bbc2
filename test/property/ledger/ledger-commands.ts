import fc from 'fast-check'
import { expect } from 'vitest'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import type { DurableStep } from '../../../main/kernel/steps.ts'
import type { Correction } from '../../../sync/ledger/port.ts'
import { PowerCut } from '../../rigs/ledger-rig.ts'
import { correctionOf, recordOf } from '../../rigs/records.ts'
import { expectAlike, type LedgerModel, type Subject } from './ledger-model.ts'

type Command = fc.Command<LedgerModel, Subject>

/** A command that changes model and ledger alike, and compares them afterwards. */
function command(name: string, run: (model: LedgerModel, subject: Subject) => void): Command {
  return {
    check: () => true,
    run(model, subject) {
      run(model, subject)
      expectAlike(subject.rig.ledger, model)
    },
    toString: () => name,
  }
}

function recorded(model: LedgerModel, { id, decision }: InspectionRecord, job: string): void {
  const { grade, disposition, held } = decision
  model.inspections.push({ id, open: held, grade, disposition, corrections: 0 })
  model.jobs.push({ id: job, inspection: id, state: 'waiting', outdated: false, attempts: 0 })
  model.events.push(id)
  model.audited += 1
}

const record = (seed: number) =>
  command(`record(${seed})`, (model, { rig }) => {
    const known = model.inspections.some(({ id }) => id === recordOf(seed).id)
    const { seq, job } = rig.ledger.record(recordOf(seed))
    if (!known) recorded(model, recordOf(seed), job)
    expect(model.events[seq - 1]).toBe(recordOf(seed).id)
  })

const cutWhileRecording = (seed: number, step: DurableStep) =>
  command(`record(${seed}) cut at ${step}`, (model, { rig }) => {
    if (model.inspections.some(({ id }) => id === recordOf(seed).id)) return
    rig.cutAt(step)
    expect(() => rig.ledger.record(recordOf(seed))).toThrow(PowerCut)
  })

const correct = (at: number, kind: Correction['kind'], labelled: boolean) =>
  command(`correct(${at}, ${kind}, ${labelled ? 'label' : 'no label'})`, (model, { rig }) => {
    const target = model.inspections[at % (model.inspections.length || 1)]
    const found = target && rig.ledger.find(target.id)
    if (!target || !found) return
    const id = `c-${target.id}-${target.corrections}`
    const correction = correctionOf(found.record, { id, kind })
    const label = { zpl: `^XA${id}^XZ`, reason: 'test' }
    rig.ledger.correct(correction, labelled ? label : undefined)
    rig.ledger.correct(correction, labelled ? label : undefined)
    target.corrections += 1
    if (kind !== 'reprinted') Object.assign(target, { open: false, grade: 'D', disposition: 'liquidate' })
    if (labelled || kind === 'voided') outdate(model, target.id)
    if (labelled) {
      const job = rig.ledger.jobs('waiting', 9_999).find(({ zpl }) => zpl === label.zpl)
      model.jobs.push({
        id: job?.id ?? '',
        inspection: target.id,
        state: 'waiting',
        outdated: false,
        attempts: 0,
      })
    }
    model.events.push(target.id)
    model.audited += 1
  })

function outdate(model: LedgerModel, inspection: string): void {
  for (const job of model.jobs.filter((each) => each.inspection === inspection)) {
    if (job.state === 'waiting') job.state = 'cancelled'
    if (job.state === 'sending') job.outdated = true
  }
}

const take = command('takeJob()', (model, { rig }) => {
  const wanted = model.jobs.find(({ state }) => state === 'waiting')
  expect(rig.ledger.takeJob()?.id).toBe(wanted?.id)
  if (!wanted) return
  wanted.state = 'sending'
  wanted.attempts += 1
})

const printed = command('jobPrinted(oldest sending)', (model, { rig }) => {
  const job = model.jobs.find(({ state }) => state === 'sending')
  if (!job) return
  rig.ledger.jobPrinted(job.id)
  rig.ledger.jobPrinted(job.id)
  job.state = 'printed'
  model.events.push(job.inspection)
})

const failed = command('jobFailed(oldest sending)', (model, { rig }) => {
  const job = model.jobs.find(({ state }) => state === 'sending')
  if (!job) return
  rig.ledger.jobFailed(job.id, 'PRINTER_LOST')
  job.state = job.outdated ? 'cancelled' : 'waiting'
})

const acknowledge = (part: number) =>
  command(`acknowledge(${Math.round(part * 100)} % of the events)`, (model, { rig }) => {
    const seq = Math.floor(part * model.events.length)
    rig.ledger.acknowledge(seq)
    model.acknowledged = Math.max(model.acknowledged, seq)
  })

const reopen = command('reopen', (model, subject) => {
  subject.rig.ledger.close()
  subject.rig = subject.reopen()
  for (const job of model.jobs)
    if (job.state === 'sending') job.state = job.outdated ? 'cancelled' : 'waiting'
})

const jump = (ms: number) => command(`clock jumps ${ms} ms`, (_model, { rig }) => rig.clock.jump(ms))

const seeds = fc.integer({ min: 1, max: 12 })
const recordSteps: DurableStep[] = [
  'ledger:begin',
  'ledger:inspection',
  'ledger:print-job',
  'ledger:outbox',
  'ledger:audit',
  'ledger:commit',
]

/** Everything that can happen to a ledger, recording most often. */
export const commands = fc.commands(
  [
    seeds.map(record),
    seeds.map(record),
    fc.tuple(seeds, fc.constantFrom(...recordSteps)).map(([seed, step]) => cutWhileRecording(seed, step)),
    fc
      .tuple(fc.nat(20), fc.constantFrom('confirmed', 'overridden', 'reprinted', 'voided'), fc.boolean())
      .map(([at, kind, labelled]) => correct(at, kind as Correction['kind'], labelled)),
    fc.constant(take),
    fc.constant(printed),
    fc.constant(failed),
    fc.double({ min: 0, max: 1, noNaN: true }).map(acknowledge),
    fc.constant(reopen),
    fc.integer({ min: -1e9, max: 1e9 }).map(jump),
  ],
  { maxCommands: 40 },
)
