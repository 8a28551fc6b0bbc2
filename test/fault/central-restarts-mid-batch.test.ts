import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stationRig } from '../contract/uplink-rig.ts'
import { startServer } from '../rigs/child-server.ts'
import { flakyLine } from '../rigs/flaky-line.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { quickPGlite } from '../rigs/quick-pglite.ts'
import { until } from '../rigs/until.ts'
import { adminKey } from '../unit/central/central-rig.ts'

it('[CE46] central is killed again and again while a station sends: all it acknowledged is there, and nothing is doubled', async () => {
  const data = freshFolder()
  mkdirSync(join(data, 'central'))
  await (await quickPGlite(join(data, 'central/pg'))).close()
  const start = () =>
    startServer({
      name: 'central',
      args: ['--data', data, '--port', '0'],
      env: { REGRADE_CENTRAL_KEY: adminKey, REGRADE_LOG: 'silent' },
    })
  let central = await start()
  const line = await flakyLine(central.url)
  const station = await stationRig(line.url, { now: Date.now, key: adminKey })
  const records = station.record(...Array.from({ length: 260 }, (_, index) => index + 1))
  const batches = () => line.seen.filter((request) => request === 'POST /v1/events').length
  const acknowledged = async () => {
    const answer = await fetch(`${central.url}/v1/stations`, {
      headers: { authorization: `Bearer ${adminKey}` },
    })
    return ((await answer.json()) as { acknowledged: number }[])[0]?.acknowledged ?? Number.NaN
  }

  station.start()
  for (let kills = 0; kills < 3; kills += 1) {
    const sent = batches()
    await until(
      batches,
      (count) => count > sent || station.ledger.counts().unsent === 0,
      'a batch on its way',
    )
    await central.kill()
    const promised = station.ledger.acknowledged()
    central = await start()
    expect(await acknowledged()).toBeGreaterThanOrEqual(promised)
    line.target = central.url
  }
  await station.allSent()

  expect(await acknowledged()).toBe(260)
  const report = await fetch(`${central.url}/v1/reports/dispositions?group=`)
  expect(((await report.json()) as { totals: { items: number } }).totals.items).toBe(260)
  const list = (await (await fetch(`${central.url}/v1/inspections?limit=500`)).json()) as {
    rows: { id: string }[]
  }
  expect(list.rows.map(({ id }) => id).sort()).toEqual(records.map(({ id }) => id).sort())
  for (const { shots } of records.slice(0, 20))
    expect((await fetch(`${central.url}/v1/blobs/${shots[0]!.sha256}`)).status).toBe(200)
  await central.stop()
})
