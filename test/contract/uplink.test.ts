import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCatalogue } from '../../sync/catalogue/catalogue.ts'
import { startDownlink } from '../../sync/uplink/downlink.ts'
import { enrol } from '../../sync/uplink/enrol.ts'
import { flakyLine } from '../rigs/flaky-line.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { ledgerRig } from '../rigs/ledger-rig.ts'
import { realClock } from '../rigs/real-clock.ts'
import { correctionOf, recordOf } from '../rigs/records.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'
import { type CentralRig, centralRig } from '../unit/central/central-rig.ts'
import { codeFrom, listening, stationRig } from './uplink-rig.ts'

let central: CentralRig
let url: string
beforeAll(async () => {
  central = await centralRig()
  url = await listening(central)
})
afterAll(() => central.close())

const now = () => central.clock.now()
const seqsOf = async (station: string) =>
  (
    await central.parts.db
      .selectFrom('event')
      .select('seq')
      .where('station', '=', station)
      .orderBy('seq')
      .execute()
  ).map(({ seq }) => seq)
const seqs = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('the uplink', () => {
  it('[UP1] brings everything once, in order, and each photograph before the event that names it', async () => {
    const line = await flakyLine(url)
    const station = await stationRig(line.url, { now })
    const records = station.record(...seqs(60))
    station.ledger.correct(correctionOf(records[0]!))
    const job = station.ledger.takeJob()!
    station.ledger.jobPrinted(job.id)
    line.seen.length = 0
    station.start()
    await station.allSent()
    expect(await seqsOf(station.central.stationId)).toEqual(seqs(62))
    for (const { shots } of records)
      expect(await central.parts.blobs.size(shots[0]!.sha256)).toBeGreaterThan(0)
    const lastPhoto = line.seen.findLastIndex((request) => request.startsWith('PUT'))
    const firstBatch = line.seen.indexOf('POST /v1/events')
    // 50 events a batch: 50 photographs go before the first one, ten before the second.
    expect(line.seen.slice(0, firstBatch).filter((request) => request.startsWith('PUT'))).toHaveLength(50)
    expect(
      line.seen.slice(lastPhoto).filter((request) => request === 'POST /v1/events').length,
    ).toBeGreaterThan(0)
    const { json } = await central.inject({ method: 'GET', url: `/v1/inspections/${records[0]!.id}` })
    expect(json).toMatchObject({ now: { disposition: 'liquidate', grade: 'D' }, printed: [{ job: job.id }] })
  })

  it('[UP2] marks in the ledger what central has, and goes on with what is recorded later', async () => {
    const station = await stationRig(url, { now })
    const uplink = station.start()
    expect(await station.stateIs('online')).toEqual({ kind: 'online', detail: '' })
    station.record(100, 101)
    uplink.kick()
    await station.allSent()
    expect(station.ledger.acknowledged()).toBe(2)
    expect(station.steps).toEqual(expect.arrayContaining(['uplink:blob', 'uplink:batch']))
    await until(
      () => station.states.at(-1)?.lastSent,
      (at) => at === now(),
      'the time of the last event',
    )
  })

  it('[UP3] when the answer is lost, or the station restarts, what is sent again is not doubled', async () => {
    const line = await flakyLine(url)
    const station = await stationRig(line.url, { now })
    const records = station.record(110, 111, 112)
    line.mode = 'lose-answers'
    const first = station.start()
    await until(
      () => seqsOf(station.central.stationId),
      (found) => found.length === 3,
      'central to have all',
    )
    await first.stop()
    expect(station.ledger.acknowledged()).toBe(0)
    line.mode = 'pass'
    station.start()
    await station.allSent()
    expect(await seqsOf(station.central.stationId)).toEqual([1, 2, 3])
    const report = await central.inject({
      method: 'GET',
      url: `/v1/reports/dispositions?station=${station.central.stationId}`,
    })
    expect(report.json.totals.items).toBe(records.length)
  })

  it('[UP6] what is good before an event that central cannot read gets through; that one and what follows waits', async () => {
    const station = await stationRig(url, { now })
    station.record(...seqs(9).map((seed) => seed + 120))
    const bad = 6
    const { ledger } = station
    const mend = { mended: false }
    station.start({
      ledger: {
        acknowledge: ledger.acknowledge,
        acknowledged: ledger.acknowledged,
        eventsAfter: (seq, limit) =>
          ledger
            .eventsAfter(seq, limit)
            .map((event) =>
              event.seq === bad && !mend.mended ? { ...event, type: `${event.type}9` } : event,
            ),
      },
    })
    const state = await station.stateIs('version')
    expect(state.detail).toContain(`event ${bad} is of type io.regrade.inspection.recorded.v19`)
    expect(ledger.acknowledged()).toBe(bad - 1)
    mend.mended = true
    await station.allSent()
    expect(await seqsOf(station.central.stationId)).toEqual(seqs(9))
    await station.stateIs('online')
  })

  it('[UP7] a central put back to an earlier copy gets again what it lost, also when nothing new is recorded', async () => {
    const station = await stationRig(url, { now })
    const id = station.central.stationId
    station.record(140, 141, 142, 143)
    const uplink = station.start()
    await station.allSent()
    for (const table of ['inspection', 'event'] as const)
      await central.parts.db.deleteFrom(table).where('station', '=', id).where('seq', '>', 1).execute()
    await central.parts.db.updateTable('station').set({ acknowledged: 1 }).where('id', '=', id).execute()
    uplink.kick()
    await until(
      () => seqsOf(id),
      (found) => found.length === 4,
      'central to have all again',
    )
    station.record(144)
    uplink.kick()
    await station.allSent()
    expect(await seqsOf(id)).toEqual(seqs(5))
  })

  it('[UP8] a photograph the station lost is told, and its event goes on without it', async () => {
    const station = await stationRig(url, { now })
    const [record] = station.record(150)
    station.photos.clear()
    station.start()
    await station.allSent()
    expect(station.lost.map(({ code }) => code)).toEqual(['EVIDENCE_MISSING'])
    expect(await central.parts.blobs.size(record!.shots[0]!.sha256)).toBeUndefined()
  })

  it('[UP9] a station whose clock is years off sends all the same', async () => {
    const station = await stationRig(url, { now: () => now() - 3 * 365 * 86_400_000 })
    station.record(160, 161)
    station.start()
    await station.allSent()
    expect(await seqsOf(station.central.stationId)).toEqual([1, 2])
  })

  it('[UP14] a ledger from an old backup is refused and named, and nothing is marked as sent', async () => {
    const station = await stationRig(url, { now })
    station.record(170, 171, 172)
    const uplink = station.start()
    await station.allSent()
    await uplink.stop()
    // The backup knows event 1 only; then another item is recorded under number 2.
    const { ledger } = ledgerRig(undefined, 99)
    ledger.record(recordOf(170))
    station.start({ ledger })
    const behind = await station.stateIs('refused')
    expect(behind.detail).toMatch(/event 1 is stored as/)
    expect(ledger.acknowledged()).toBe(0)
  })

  it('[UP14] an empty ledger under a known name is refused: central knows more than it', async () => {
    const station = await stationRig(url, { now })
    station.record(180)
    const uplink = station.start()
    await station.allSent()
    await uplink.stop()
    station.start({ ledger: ledgerRig(undefined, 98).ledger })
    expect((await station.stateIs('refused')).detail).toMatch(
      /central has events up to 1, the newest of this ledger is 0/,
    )
  })
})

describe('the downlink', () => {
  it('[UP12] pulls the catalogue page by page, hears of changes, and goes on from its cursor after a restart', async () => {
    const station = await stationRig(url, { now })
    const folder = freshFolder()
    const open = () =>
      openCatalogue({ file: `${folder}/catalogue.sqlite`, clock: realClock(), hook: () => {} })
    const ports = {
      central: station.central,
      clock: { ...realClock(1_000), now },
      random: () => new Uint8Array(18),
    }
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
    const skus = Array.from({ length: 2_500 }, (_, index) => skuOf(index))
    await central.admin('POST', '/v1/catalogue', { skus, lines: [lineOf(1)] })

    let catalogue = open()
    let changes = 0
    let downlink = startDownlink({
      ...ports,
      random,
      catalogue,
      onChange: () => {
        changes += 1
      },
    })
    await until(
      () => catalogue.count(),
      ({ skus, lines }) => skus === 2_500 && lines === 1,
      'the whole catalogue',
    )
    expect(changes).toBe(3)
    await downlink.stop()
    const cursor = catalogue.cursor()
    catalogue.close()

    await central.admin('DELETE', `/v1/catalogue/skus/${skus[7]!.sku}`)
    catalogue = open()
    expect(catalogue.cursor()).toBe(cursor)
    downlink = startDownlink({ ...ports, random, catalogue })
    await until(
      () => catalogue.count().skus,
      (count) => count === 2_499,
      'the removal',
    )
    await downlink.stop()
    expect(catalogue.sku(skus[7]!.sku)).toBeUndefined()
    catalogue.close()
  })
})

describe('enrolment', () => {
  it('[UP13] gives the address and key to sign with; a code that is wrong or used is refused in central’s words', async () => {
    const code = await codeFrom(url)
    const address = await enrol({ url: `${url}/some/page`, code, name: 'New', site: 'Dock' })
    expect(address).toEqual({
      url,
      stationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      privateKey: expect.stringContaining('PRIVATE KEY'),
    })
    for (const wrong of [code, '0000-0000-0000'])
      await expect(enrol({ url, code: wrong, name: 'x', site: 'y' })).rejects.toMatchObject({
        code: 'ENROL_REFUSED',
      })
    await expect(enrol({ url: 'dock-4', code, name: 'x', site: 'y' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      detail: expect.stringContaining('https://central.example'),
    })
  })

  it('[UP13] when the answer is lost it is asked for again with the same key: one code, one station', async () => {
    const line = await flakyLine(url)
    const code = await codeFrom(url)
    line.mode = 'lose-one-answer'
    const { stationId } = await enrol({ url: line.url, code, name: 'Twice', site: 'Dock' })
    expect(line.seen).toHaveLength(2)
    const { json } = await central.admin('GET', '/v1/stations')
    expect(
      json.filter(({ name }: { name: string }) => name === 'Twice').map(({ id }: { id: string }) => id),
    ).toEqual([stationId])
  })
})
