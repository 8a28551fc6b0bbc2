import { expect } from 'vitest'
import type { Disposition, Grade } from '../../../main/inspection/record.ts'
import type { Ledger, PrintJobState } from '../../../sync/ledger/port.ts'
import type { LedgerRig } from '../../rigs/ledger-rig.ts'

/** One label as the model sees it; the newest of an inspection is the one that counts. */
export interface ModelJob {
  readonly id: string
  readonly inspection: string
  state: PrintJobState
  outdated: boolean
  attempts: number
}

export interface ModelInspection {
  readonly id: string
  open: boolean
  grade: Grade
  disposition: Disposition
  corrections: number
}

/** What a ledger should hold, in plain lists. */
export interface LedgerModel {
  readonly inspections: ModelInspection[]
  readonly jobs: ModelJob[]
  /** Subject of each event; its seq is its place, from 1. */
  readonly events: string[]
  acknowledged: number
  audited: number
}

export function emptyModel(): LedgerModel {
  return { inspections: [], jobs: [], events: [], acknowledged: 0, audited: 0 }
}

/** The ledger under test; reopening replaces it. */
export interface Subject {
  rig: LedgerRig
  readonly reopen: () => LedgerRig
}

/** Holds the ledger against the model in everything it shows. */
export function expectAlike(ledger: Ledger, model: LedgerModel): void {
  const { inspections, jobs, events, acknowledged, audited } = model
  expect(ledger.eventsAfter(0, 9_999).map(({ seq, subject }) => [seq, subject])).toEqual(
    events.map((subject, index) => [index + 1, subject]),
  )
  expect(ledger.acknowledged()).toBe(acknowledged)
  expect(ledger.unsent(9_999)).toHaveLength(events.length - acknowledged)
  for (const state of ['waiting', 'sending', 'printed', 'cancelled'] as const)
    expect(ledger.jobs(state, 9_999).map(({ id, attempts }) => [id, attempts])).toEqual(
      jobs.filter((job) => job.state === state).map(({ id, attempts }) => [id, attempts]),
    )
  expect(
    ledger.list({}, 9_999).map(({ record, open, corrections }) => [record.id, open, corrections.length]),
  ).toEqual(inspections.toReversed().map(({ id, open, corrections }) => [id, open, corrections]))
  expect(ledger.list({ grade: 'D', disposition: 'liquidate' }, 9_999).map(({ record }) => record.id)).toEqual(
    inspections
      .filter(({ grade, disposition }) => grade === 'D' && disposition === 'liquidate')
      .map(({ id }) => id)
      .toReversed(),
  )
  expect(ledger.counts()).toMatchObject({
    open: inspections.filter(({ open }) => open).length,
    waitingJobs: jobs.filter(({ state }) => state === 'waiting').length,
    unsent: events.length - acknowledged,
  })
  expect(ledger.verifyAudit()).toEqual({ ok: true, entries: audited })
}
