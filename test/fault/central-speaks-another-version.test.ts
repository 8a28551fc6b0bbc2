import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { enrol } from '../../sync/uplink/enrol.ts'
import { protocolHeader } from '../../sync/wire/protocol.ts'
import { codeFrom, listening, stationRig } from '../contract/uplink-rig.ts'
import { flakyLine } from '../rigs/flaky-line.ts'
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

/** A central of another version: it answers everything with `status` and `body`. */
async function otherCentral(status: number, body: object, version = '2'): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { [protocolHeader]: version, 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

describe('central speaks another version', () => {
  it('[UP10] whatever it answers, the screen says so, nothing counts as sent, and all is sent once both agree', async () => {
    for (const [status, body] of [
      [200, { acknowledged: 99 }],
      [400, { error: { code: 'A_CODE_OF_THE_FUTURE', detail: 'x', hint: 'y' } }],
      [426, { anything: 'else' }],
    ] as const) {
      const line = await flakyLine(url)
      const station = await stationRig(line.url, { now })
      line.target = await otherCentral(status, body)
      station.record(1 + status)
      station.start()
      const state = await station.stateIs('version')
      expect(state.detail).toBe('the central speaks protocol 2, this side speaks protocol 1')
      expect(station.ledger.acknowledged()).toBe(0)
      line.target = url
      await station.allSent()
      await station.stateIs('online')
    }
  })

  it('[UP2] a central that acknowledges less than it was sent is not believed, and not asked without pause', async () => {
    const station = await stationRig(url, { now })
    station.record(500, 501)
    const forgetful = await otherCentral(200, { acknowledged: 0 }, '1')
    const uplink = station.start({ central: { ...station.central, url: forgetful } })
    expect((await station.stateIs('version')).detail).toBe('central was sent event 1 and acknowledged only 0')
    await until(
      () => station.waits.length,
      (count) => count > 2,
      'more tries, each after a wait',
    )
    await uplink.stop()
    expect(station.ledger.acknowledged()).toBe(0)
  })

  it('[UP10] enrolling with it is refused by name', async () => {
    const other = await otherCentral(200, { stationId: 'x' })
    const enrolling = enrol({ url: other, code: await codeFrom(url), name: 'Station', site: 'Dock' })
    await expect(enrolling).rejects.toMatchObject({ code: 'UPLINK_VERSION' })
  })
})
