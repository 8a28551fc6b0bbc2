import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../../main/kernel/fault.ts'
import { batchMediaType, protocolHeader } from '../../sync/wire/protocol.ts'
import { newKeyPair } from '../../sync/wire/station-key.ts'
import { listening, stationRig } from '../contract/uplink-rig.ts'
import { recordOf } from '../rigs/records.ts'
import {
  type CentralRig,
  centralRig,
  envelopes,
  recordedEvent,
  rigStation,
} from '../unit/central/central-rig.ts'

let central: CentralRig
let url: string
beforeAll(async () => {
  central = await centralRig()
  url = await listening(central)
})
afterAll(() => central.close())

const now = () => central.clock.now()
const events = async () => (await central.parts.db.selectFrom('event').select('id').execute()).length

describe('somebody else sends events', () => {
  it('[CE11] without a signature, with a stolen name, or in another station’s name: refused, and nothing is stored', async () => {
    const owner = await stationRig(url, { now })
    const other = await central.enrol('another station')
    const before = await events()
    const batch = envelopes(owner.central.stationId, [recordedEvent(1, recordOf(1))])
    const unsigned = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': batchMediaType, [protocolHeader]: '1' },
      body: JSON.stringify(batch),
    })
    expect(unsigned.status).toBe(401)
    const thief = rigStation(owner.central.stationId, newKeyPair().privateKey, central)
    expect(await thief.send(batch)).toMatchObject({
      status: 401,
      json: { error: { code: 'UPLINK_REFUSED' } },
    })
    expect(await other.send(batch)).toMatchObject({ status: 400, json: { error: { code: 'EVENT_INVALID' } } })
    expect(await events()).toBe(before)
  })

  it('[UP5] a station whose key was taken away says so, keeps everything, and sends it once it is let in again', async () => {
    const station = await stationRig(url, { now })
    station.record(10, 11)
    await central.admin('POST', `/v1/stations/${station.central.stationId}/disable`)
    station.start()
    expect(await station.stateIs('refused')).toEqual({
      kind: 'refused',
      detail: faults.STATION_DISABLED.hint,
    })
    expect(station.ledger.counts().unsent).toBe(2)
    await central.admin('POST', `/v1/stations/${station.central.stationId}/enable`)
    await station.allSent()
    await station.stateIs('online')
  })

  it('[UP5] a station that central does not know, or whose stored key is damaged, says that it is refused', async () => {
    const station = await stationRig(url, { now })
    station.start({ central: { ...station.central, stationId: '0190a0a0-0000-7000-8000-00000000dead' } })
    expect((await station.stateIs('refused')).detail).toBe('the signature is not that of an enrolled station')
    const damaged = await stationRig(url, { now })
    damaged.start({ central: { ...damaged.central, privateKey: 'torn' } })
    expect((await damaged.stateIs('refused')).detail).toBe(
      'the stored address or key of central cannot be read',
    )
  })

  it('[CE10] a second ledger under the same name is told apart by its events, and the first one is not harmed', async () => {
    const station = await stationRig(url, { now })
    station.record(20, 21)
    const uplink = station.start()
    await station.allSent()
    await uplink.stop()
    const copy = rigStation(station.central.stationId, station.central.privateKey, central)
    const forged = await copy.send(envelopes(station.central.stationId, [recordedEvent(2, recordOf(22))]))
    expect(forged).toMatchObject({ status: 409, json: { error: { code: 'EVENT_CONFLICT' } } })
    station.record(23)
    station.start()
    await station.allSent()
  })
})
