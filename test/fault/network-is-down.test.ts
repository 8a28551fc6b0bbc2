import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listening, stationRig } from '../contract/uplink-rig.ts'
import { flakyLine } from '../rigs/flaky-line.ts'
import { freePort } from '../rigs/free-port.ts'
import { until } from '../rigs/until.ts'
import { type CentralRig, centralRig } from '../unit/central/central-rig.ts'

let central: CentralRig
let url: string
beforeAll(async () => {
  central = await centralRig()
  url = await listening(central)
})
afterAll(() => central.close())

const now = () => central.clock.now()
const itemsOf = async (station: string) =>
  (await central.inject({ method: 'GET', url: `/v1/reports/dispositions?station=${station}` })).json.totals
    .items

describe('the network is down', () => {
  it('[UP5] work goes on, the screen says offline, and everything is sent when the network is back', async () => {
    const line = await flakyLine(url)
    const station = await stationRig(line.url, { now })
    line.mode = 'drop'
    station.start()
    station.record(1, 2, 3)
    const state = await station.stateIs('offline')
    expect(state.detail).toBe(`${line.url} does not answer (UND_ERR_SOCKET)`)
    station.record(4, 5)
    expect(station.ledger.counts().unsent).toBe(5)
    line.mode = 'pass'
    await station.allSent()
    await until(
      () => station.states.map(({ kind }) => kind),
      (kinds) => kinds.at(-1) === 'online',
      'online',
    )
    // Told at every change, not at every try.
    expect(station.states.filter(({ kind }) => kind === 'offline')).toHaveLength(1)
    expect(await itemsOf(station.central.stationId)).toBe(5)
  })

  it('[UP4] it tries less and less often, never further apart than the cap, each time at another moment', async () => {
    const line = await flakyLine(url)
    const station = await stationRig(line.url, { now })
    line.mode = 'drop'
    station.record(6)
    const uplink = station.start()
    await until(
      () => station.waits.length,
      (count) => count >= 8,
      'eight tries',
    )
    await uplink.stop()
    const bounds = station.waits.map((_, failures) => Math.min(300_000, 1_000 * 2 ** failures))
    expect(station.waits.every((wait, index) => wait <= bounds[index]!)).toBe(true)
    expect(new Set(station.waits).size).toBeGreaterThan(4)
  })

  it('[UP10] a log-in page in the way, or another program at the address, is no network and takes nothing', async () => {
    const line = await flakyLine(url)
    const station = await stationRig(line.url, { now })
    line.mode = 'portal'
    station.record(7)
    station.start()
    expect((await station.stateIs('offline')).detail).toBe(
      `what answers at ${line.url} is not central (status 200)`,
    )
    expect(station.ledger.counts().unsent).toBe(1)
    line.mode = 'pass'
    await station.allSent()
  })

  it('[UP5] central is switched off: the state says where nothing answers', async () => {
    const station = await stationRig(url, { now })
    const gone = `http://127.0.0.1:${await freePort()}`
    station.start({ central: { ...station.central, url: gone } })
    expect((await station.stateIs('offline')).detail).toBe(`${gone} does not answer (ECONNREFUSED)`)
  })

  it('[UP3] answers are lost again and again: nothing is lost or doubled', async () => {
    const line = await flakyLine(url)
    const station = await stationRig(line.url, { now })
    station.record(...Array.from({ length: 120 }, (_, index) => index + 1_000))
    station.start()
    for (let seen = line.seen.length; station.ledger.counts().unsent > 0; seen = line.seen.length) {
      line.mode = 'lose-one-answer'
      await until(() => line.seen.length > seen || station.ledger.counts().unsent === 0, Boolean, 'a request')
    }
    expect(await itemsOf(station.central.stationId)).toBe(120)
  })
})
