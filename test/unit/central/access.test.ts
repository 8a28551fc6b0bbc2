import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchMediaType, protocolHeader } from '../../../sync/wire/protocol.ts'
import { newKeyPair } from '../../../sync/wire/station-key.ts'
import { recordOf } from '../../rigs/records.ts'
import {
  adminKey,
  answerOf,
  type CentralRig,
  centralRig,
  envelopes,
  nextAddress,
  recordedEvent,
  reportsKey,
  rigStation,
} from './central-rig.ts'

let central: CentralRig
beforeAll(async () => {
  central = await centralRig()
})
afterAll(() => central.close())

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const enrol = (payload: object) =>
  central.inject({
    ...{ method: 'POST', url: '/v1/enrol', payload },
    ...{ headers: { [protocolHeader]: '1' }, remoteAddress: nextAddress() },
  })
const introduction = (code: string, name = 'x') => ({
  ...{ code, name, site: 'Dock 1' },
  publicKey: newKeyPair().publicKey,
})

describe('signatures', () => {
  it('[CE11] only what an enrolled station signed just now is taken; each refusal has a code and stores nothing', async () => {
    const station = await central.enrol('signer')
    const body = Buffer.from(JSON.stringify(envelopes(station.id, [recordedEvent(1, recordOf(1))])))
    const good = station.signed('POST', '/v1/events', body, batchMediaType)
    const stranger = rigStation(station.id, newKeyPair().privateKey, central)
    const unknown = rigStation('0190a0a0-0000-7000-8000-00000000dead', station.privateKey, central)
    const headers = { 'content-type': batchMediaType, [protocolHeader]: '1' }
    const tampered = Buffer.from(String(body).replace('"held":false', '"held":true '))
    for (const bad of [
      { ...good, headers },
      { ...good, payload: tampered },
      { ...good, url: '/v1/events?x=1' },
      stranger.signed('POST', '/v1/events', body, batchMediaType),
      unknown.signed('POST', '/v1/events', body, batchMediaType),
    ])
      expect(await central.inject(bad)).toMatchObject({
        status: 401,
        json: { error: { code: 'UPLINK_REFUSED' } },
      })
    expect((await station.send([])).json).toEqual({ acknowledged: 0 })
    const again = station.signed('POST', '/v1/events', body, batchMediaType)
    expect(await central.inject(again)).toMatchObject({ status: 200, json: { acknowledged: 1 } })
  })

  it('[CE11] the very same request is not taken twice', async () => {
    const station = await central.enrol('replayed')
    const request = station.signed('POST', '/v1/events', Buffer.from('[]'), batchMediaType)
    expect((await central.inject(request)).status).toBe(200)
    expect(await central.inject(request)).toMatchObject({
      status: 401,
      json: { error: { code: 'UPLINK_REFUSED', detail: 'this very request was sent before' } },
    })
  })

  it('[CE12] a clock that is more than five minutes off is named, and the answer tells central’s time', async () => {
    const station = await central.enrol('late')
    const early = station.signed('GET', '/v1/catalogue')
    central.clock.pass(301_000)
    const answer = await central.inject(early)
    expect(answer).toMatchObject({ status: 401, json: { error: { code: 'UPLINK_CLOCK' } } })
    expect(answer.json.error.detail).toBe("the station's clock is 301 s behind central's; 300 s are allowed")
    expect(Date.parse(String(answer.headers.date))).toBe(central.clock.now())
  })

  it('[CE13] a station that was switched off is refused until it is switched on again', async () => {
    const station = await central.enrol('off')
    expect((await central.admin('POST', `/v1/stations/${station.id}/disable`)).status).toBe(204)
    expect(await station.send([])).toMatchObject({
      status: 403,
      json: { error: { code: 'STATION_DISABLED' } },
    })
    expect((await central.admin('POST', `/v1/stations/${station.id}/enable`)).status).toBe(204)
    expect((await station.send([])).status).toBe(200)
    expect((await central.admin('POST', '/v1/stations/nobody/enable')).status).toBe(404)
    const { json } = await central.admin('GET', '/v1/stations')
    expect(json.find(({ id }: { id: string }) => id === station.id)).toMatchObject({
      name: 'off',
      enabled: true,
    })
    expect(JSON.stringify(json)).not.toContain('public')
  })

  it('[CE14] another protocol version is refused by name before anything else is looked at', async () => {
    for (const [version, said] of [
      ['2', 'the station speaks protocol 2'],
      [undefined, 'the station names no protocol version'],
    ] as const) {
      const headers = { 'content-type': batchMediaType, ...(version ? { [protocolHeader]: version } : {}) }
      const answer = await central.inject({ method: 'POST', url: '/v1/events', headers, payload: '[]' })
      expect(answer).toMatchObject({ status: 400, json: { error: { code: 'UPLINK_VERSION' } } })
      expect(answer.json.error.detail).toContain(said)
      expect(answer.headers[protocolHeader]).toBe('1')
    }
  })
})

describe('enrolment', () => {
  it('[CE15] a code lets one station in, once, however it was typed; only its hash is stored', async () => {
    const { code } = (await central.admin('POST', '/v1/enrolments', {})).json
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`
    expect(await enrol(introduction(typed))).toMatchObject({ status: 200 })
    expect(await enrol(introduction(code))).toMatchObject({
      status: 403,
      json: { error: { code: 'ENROL_REFUSED' } },
    })
    const rows = await central.parts.db.selectFrom('enrolment').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  it('[CE15] a code that was never made, or is a day old, is refused', async () => {
    expect(await enrol(introduction('0000-0000-0000'))).toMatchObject({ status: 403 })
    const { code, expiresAt } = (await central.admin('POST', '/v1/enrolments', {})).json
    expect(Date.parse(expiresAt)).toBe(central.clock.now() + 86_400_000)
    central.clock.pass(86_400_000)
    const late = await enrol(introduction(code))
    expect(late).toMatchObject({ status: 403, json: { error: { code: 'ENROL_REFUSED' } } })
    expect(late.json.error.detail).toContain('expired')
  })

  it('[CE16] the same code with the same key gets the same answer, because the first may have been lost', async () => {
    const { code } = (await central.admin('POST', '/v1/enrolments', {})).json
    const same = introduction(code)
    const first = await enrol(same)
    expect(await enrol(same)).toMatchObject({ status: 200, json: first.json })
  })

  it('[CE17] a code made for a station gives it a new key; its numbers go on and the old key is worth nothing', async () => {
    const station = await central.enrol('rekeyed')
    await station.send(envelopes(station.id, [recordedEvent(1, recordOf(2))]))
    const { code } = (await central.admin('POST', '/v1/enrolments', { station: station.id })).json
    const { privateKey, publicKey } = newKeyPair()
    const answer = await enrol({ code, name: 'rekeyed', site: 'Dock 2', publicKey })
    expect(answer.json).toEqual({ stationId: station.id })
    expect((await station.send([])).status).toBe(401)
    const renewed = rigStation(station.id, privateKey, central)
    expect((await renewed.send([])).json).toEqual({ acknowledged: 1 })
    expect((await central.admin('POST', '/v1/enrolments', { station: 'nobody' })).status).toBe(404)
  })
})

describe('keys', () => {
  it('[CE18] what changes something needs the admin key, and the refusal says where it is and how to send it', async () => {
    for (const url of ['/v1/enrolments', '/v1/catalogue'])
      for (const headers of [{}, bearer('wrong'), bearer(reportsKey)]) {
        const answer = await central.inject({
          method: 'POST',
          url,
          headers,
          payload: {},
          remoteAddress: nextAddress(),
        })
        expect(answer).toMatchObject({ status: 401, json: { error: { code: 'KEY_REFUSED' } } })
        expect(answer.json.error.hint).toMatch(/Authorization: Bearer KEY.*central\/admin\.key/)
        expect(answer.headers['www-authenticate']).toContain('Bearer')
      }
  })

  it('[CE19] reading is open only on this machine under a name of this machine; elsewhere a key is needed', async () => {
    const url = '/v1/reports/filters'
    const get = async (app: typeof central.app, host: string, headers = {}) =>
      answerOf(
        await app.inject({ method: 'GET', url, headers: { host, ...headers }, remoteAddress: nextAddress() }),
      ).status
    for (const host of ['localhost:4320', '127.0.0.1:4320', '[::1]:4320', 'central.localhost'])
      expect(await get(central.app, host)).toBe(200)
    for (const host of ['evil.example', '10.0.0.5', 'localhost.evil.example', '127.0.0.1.evil.example'])
      expect(await get(central.app, host)).toBe(401)
    const served = await central.again({ openReading: false })
    expect(await get(served, 'localhost')).toBe(401)
    expect(await get(served, 'central.example', bearer(reportsKey))).toBe(200)
    expect(await get(served, 'central.example', bearer(adminKey))).toBe(200)
    expect(await get(served, 'central.example', bearer('x'))).toBe(401)
  })

  it('[CE20] guessing is slowed down: wrong keys and enrolment codes by address', async () => {
    const remoteAddress = nextAddress()
    const statuses: number[] = []
    for (let count = 0; count < 22; count += 1)
      statuses.push(
        (
          await central.inject({
            method: 'GET',
            url: '/v1/stations',
            headers: bearer('wrong'),
            remoteAddress,
          })
        ).status,
      )
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401))
    expect(statuses.slice(20)).toEqual([429, 429])
    const tries = []
    for (let count = 0; count < 31; count += 1)
      tries.push(
        await central.inject({
          ...{ method: 'POST', url: '/v1/enrol', remoteAddress },
          ...{ headers: { [protocolHeader]: '1' }, payload: introduction(randomBytes(6).toString('hex')) },
        }),
      )
    expect(tries.map(({ status }) => status)).toEqual([...Array(30).fill(403), 429])
    expect(tries.at(-1)?.json.error.code).toBe('LOGIN_LOCKED')
  })
})
