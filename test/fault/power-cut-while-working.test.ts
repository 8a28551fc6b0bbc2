import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { type DurableStep, noHook, type StepHook } from '../../main/kernel/steps.ts'
import { openCatalogue } from '../../sync/catalogue/catalogue.ts'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import { eventTypes } from '../../sync/wire/event-types.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { ledgerRig } from '../rigs/ledger-rig.ts'
import { placesIn, workShift } from '../rigs/one-shift.ts'
import { recordOf } from '../rigs/records.ts'

/** Every durable step of ledger, evidence and catalogue; print:send and uplink:blob, :batch are the workers' own. */
const steps: readonly DurableStep[] = [
  'evidence:write',
  'evidence:fsync',
  'evidence:rename',
  'evidence:fsync-folder',
  'ledger:begin',
  'ledger:inspection',
  'ledger:print-job',
  'ledger:outbox',
  'ledger:audit',
  'ledger:commit',
  'print:take',
  'print:done',
  'uplink:ack',
  'catalogue:apply',
]

const child = resolve(import.meta.dirname, '../rigs/shift-child.ts')
const items = [1, 2]
const template = mkdtempSync(join(tmpdir(), 'regrade-'))
const passings = new Map<string, number>()

/** A folder where item 1 is done, for item 2 to be cut in. */
function begun(): string {
  const folder = freshFolder()
  cpSync(template, folder, { recursive: true })
  return folder
}

beforeAll(async () => {
  await workShift({ folder: template, items: [1], run: 1, hook: noHook })
  const folder = mkdtempSync(join(tmpdir(), 'regrade-'))
  cpSync(template, folder, { recursive: true })
  const hook: StepHook = (step) => void passings.set(step, (passings.get(step) ?? 0) + 1)
  await workShift({ folder, items: [2], run: 2, hook })
  rmSync(folder, { recursive: true })
  return () => rmSync(template, { recursive: true })
})

/** Works item 2 in a process of its own that dies at the step's Nth passing. */
function workUntil(folder: string, step: string, passing: number): void {
  const args = [child, folder, '2', step, String(passing)]
  const { signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect([signal, stderr]).toEqual(['SIGKILL', ''])
}

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])

/** What has to hold however far the shift came. */
async function expectWhole(folder: string): Promise<void> {
  const places = placesIn(folder)
  const { ledger } = ledgerRig(places.ledger, 9)
  const evidence = openEvidence({ folder: places.evidence, clock: handClock() })
  const rows = ledger.list({}, 99)
  const recorded = rows.map(({ record }) => record.id)
  // Nothing lost that was promised, nothing printed that is not recorded, nothing doubled.
  for (const id of linesOf(places.promised)) expect(recorded).toContain(id)
  for (const id of linesOf(places.printed)) expect(recorded).toContain(id)
  expect(new Set(recorded).size).toBe(recorded.length)
  const events = ledger.eventsAfter(0, 99)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  const recordings = events.filter(({ type }) => type === eventTypes.recorded)
  expect(recordings.map(({ subject }) => subject)).toEqual(recorded.toReversed())
  const jobs = (['waiting', 'printed', 'cancelled'] as const).flatMap((state) => ledger.jobs(state, 99))
  expect(new Set(jobs.map(({ inspection }) => inspection))).toEqual(new Set(recorded))
  expect(ledger.jobs('sending', 99)).toEqual([])
  expect(ledger.verifyAudit()).toMatchObject({ ok: true })
  expect(ledger.acknowledged()).toBeLessThanOrEqual(events.length)
  for (const { record } of rows) for (const { sha256 } of record.shots) await evidence.read(sha256)
  expectNoHalfPhotographs(places.evidence)
  ledger.close()
}

function expectNoHalfPhotographs(folder: string): void {
  for (const fan of readdirSync(folder).filter((name) => name !== 'parts'))
    for (const name of readdirSync(join(folder, fan)))
      expect(hash('sha256', readFileSync(join(folder, fan, name)), 'hex')).toBe(name)
}

/** What has to be there once a shift got through, however often it was cut before. */
function expectFinished(folder: string): void {
  const places = placesIn(folder)
  const { ledger } = ledgerRig(places.ledger, 9)
  const catalogue = openCatalogue({ file: places.catalogue, clock: handClock() })
  const counted = (type: string) => ledger.eventsAfter(0, 99).filter((event) => event.type === type).length
  expect(ledger.list({}, 99).map(({ record }) => record.id)).toEqual(
    items.map((item) => recordOf(item).id).toReversed(),
  )
  expect([counted(eventTypes.recorded), counted(eventTypes.corrected)]).toEqual([2, 2])
  // One label came out for every item: its own, or the one that replaced it.
  expect(new Set(linesOf(places.printed)).size).toBe(2)
  expect(counted(eventTypes.printed)).toBe(ledger.jobs('printed', 99).length)
  expect(ledger.list({}, 99).every(({ printed }) => printed)).toBe(true)
  expect([ledger.counts().unsent, ledger.counts().waitingJobs]).toEqual([0, 0])
  expect([catalogue.cursor(), catalogue.count()]).toEqual([2, { skus: 2, lines: 2 }])
  expect(
    readdirSync(places.evidence, { recursive: true }).filter((name) => /[0-9a-f]{64}$/.test(String(name))),
  ).toHaveLength(2)
  ledger.close()
  catalogue.close()
}

it.each(steps)(
  '[LG14] [EV2] killed at every passing of %s, nothing is lost and nothing doubled',
  async (step) => {
    const last = passings.get(step) ?? 0
    expect(last).toBeGreaterThan(0)
    for (let passing = 1; passing <= last; passing += 1) {
      const folder = begun()
      workUntil(folder, step, passing)
      await expectWhole(folder)
      await workShift({ folder, items, run: 3, hook: noHook })
      await expectWhole(folder)
      expectFinished(folder)
    }
  },
)
