import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import { type PageCamera, pageCamera } from '../../../drivers/camera/page.ts'
import type { Desk } from '../../../main/api/desk.ts'
import { defaultPolicy, reasonsFor } from '../../../main/inspection/policy.ts'
import type { Category } from '../../../main/kernel/item.ts'
import { type Door, openDoor } from '../../../main/station/door.ts'
import { buildHttp } from '../../../main/station/http.ts'
import { laneDesk } from '../../../main/station/lane-desk.ts'
import { reviewDesk } from '../../../main/station/review-desk.ts'
import { addFirstAdmin, addStaff } from '../../../main/station/staff-desk.ts'
import { openEvidence } from '../../../sync/evidence/evidence.ts'
import type { Evidence } from '../../../sync/evidence/port.ts'
import { fakeCameras } from '../../rigs/fake-cameras.ts'
import { fakeLearning } from '../../rigs/fake-learning.ts'
import { fakeModels, fakeTeach } from '../../rigs/fake-teach-and-models.ts'
import { type LaneRig, laneRig } from '../../rigs/lane-rig.ts'
import { recordOf } from '../../rigs/records.ts'
import { idsOf } from '../../rigs/seeded.ts'

const newId = idsOf(11)
const host = '127.0.0.1:4310'
let folder: string
let rig: LaneRig
let door: Door
let evidence: Evidence
let app: FastifyInstance
let webcam: PageCamera
const logged: string[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-http-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Regrade</title>')
  logged.length = 0
  rig = laneRig()
  webcam = pageCamera({ name: 'Webcam', role: 'left' }, rig.clock)
  door = openDoor(rig.ledger, rig.clock)
  evidence = openEvidence({ folder: join(folder, 'evidence'), clock: rig.clock })
  app = await buildHttp({
    desk: desk(),
    evidence,
    ledger: rig.ledger,
    pages: folder,
    names: ['dock4.example'],
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
  })
})
afterEach(async () => {
  await app.close()
  rig.close()
  rmSync(folder, { recursive: true, force: true })
})

function desk(): Desk {
  const { ledger, clock, lane } = rig
  const ports = { ledger, door, newId }
  const said = () => () => {}
  const unused = () => Promise.reject(new Error('not part of this test'))
  return {
    ...{
      station: { name: 'Dock', site: 'Site' },
      locale: 'en',
      idleMinutes: { operator: 0, supervisor: 15, admin: 15 },
      reasonCodes: (category: Category) => reasonsFor(category, defaultPolicy),
      door,
    },
    lane: laneDesk({ lane, clock, cameras: [webcam], catalogue: lane.core.ports.catalogue }),
    review: reviewDesk({
      ledger,
      clock,
      newId,
      policy: defaultPolicy,
      stationName: 'Dock',
      kick: () => {},
      nameOf: (id) => id,
      reviewed: () => {},
    }),
    teach: fakeTeach(said),
    learning: fakeLearning(said),
    models: fakeModels(said),
    cameras: fakeCameras(said),
    setup: {
      ...{
        view: unused,
        health: unused,
        enrol: unused,
        testLabel: unused,
        weighing: () => ({ kind: 'none' }),
        checkConfig: () => ({ text: '', wrong: [] }),
        saveConfig: () => ({ file: '', restarts: false, command: '' }),
        restart: () => ({ file: '', restarts: false, command: '' }),
        heard: () => undefined,
        tryLamp: async () => {},
        pullTrigger: async () => {},
        lookInNetwork: async () => [],
        tareScale: unused,
        search: () => [],
        setStaffActive: () => {},
      },
      addStaff: (input, by) => (by === 'setup' ? addFirstAdmin(ports, input) : addStaff(ports, input, by.id)),
    },
  }
}

async function cookieOf(role: 'operator' | 'supervisor' | 'admin'): Promise<string> {
  const { id } = await addStaff(
    { ledger: rig.ledger, door, newId },
    { name: role, role, pin: '4711' },
    'setup',
  )
  const { token } = await door.login({ kind: 'pin', staff: id, pin: '4711' })
  return `regrade_session=${token}`
}

const call = (path: string, input: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/trpc/${path}`,
    headers: { host, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(input),
  })

describe('[HT1] strangers', () => {
  it('a Host that is not a name of this station is refused', async () => {
    const answer = await app.inject({ url: '/healthz', headers: { host: 'evil.example' } })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().error.code).toBe('NOT_ALLOWED')
  })

  it.each(['https://evil.example', 'null', 'not a url'])('a page from %s is refused', async (origin) => {
    const answer = await app.inject({ url: '/healthz', headers: { host, origin } })
    expect(answer.statusCode).toBe(403)
  })

  it('the station under its own names is let in', async () => {
    for (const name of [host, 'localhost:4310', 'dock4.example']) {
      expect((await app.inject({ url: '/healthz', headers: { host: name } })).statusCode).toBe(200)
    }
  })
})

describe('[HT2] photographs and pages', () => {
  it('photographs are only for logged-in people, and come whole or small', async () => {
    const sha256 = await evidence.keep(await drawItem({ kind: 'mug', seed: 1 }))
    const url = `/evidence/${sha256}`
    expect((await app.inject({ url, headers: { host } })).statusCode).toBe(401)
    const cookie = await cookieOf('operator')
    const whole = await app.inject({ url, headers: { host, cookie } })
    expect(whole.headers['content-type']).toBe('image/jpeg')
    const small = await app.inject({ url: `${url}?width=200`, headers: { host, cookie } })
    expect(small.rawPayload.length).toBeLessThan(whole.rawPayload.length)
    expect(
      (await app.inject({ url: `/evidence/${'0'.repeat(64)}`, headers: { host, cookie } })).statusCode,
    ).toBe(404)
    const climbed = await app.inject({ url: '/evidence/../../../../etc/passwd', headers: { host, cookie } })
    expect(climbed.body).not.toContain('root:')
  })

  it('photographs of whole units are only for logged-in people, and nothing else is under their address', async () => {
    const url = '/taught/u1/top'
    expect((await app.inject({ url, headers: { host } })).statusCode).toBe(401)
    const cookie = await cookieOf('operator')
    const whole = await app.inject({ url, headers: { host, cookie } })
    expect(whole.statusCode).toBe(200)
    expect(whole.headers['cache-control']).toContain('private')
    for (const wrong of ['/taught/..%2fu1/top', '/taught/u1/ceiling', '/taught/u1/top?width=9'])
      expect((await app.inject({ url: wrong, headers: { host, cookie } })).statusCode).toBe(400)
    const sent = { method: 'POST' as const, url: '/teach/left', payload: 'x' }
    expect((await app.inject({ ...sent, headers: { host, 'content-type': 'image/jpeg' } })).statusCode).toBe(
      401,
    )
    const typed = await app.inject({ ...sent, headers: { host, cookie, 'content-type': 'image/jpeg' } })
    expect(typed.statusCode).toBe(204)
  })

  it('a label is shown as a picture', async () => {
    const record = recordOf(1)
    rig.ledger.record(record)
    const cookie = await cookieOf('operator')
    const answer = await app.inject({ url: `/labels/${record.id}.png`, headers: { host, cookie } })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.subarray(1, 4).toString()).toBe('PNG')
  })

  it('every page carries the strict policy', async () => {
    const answer = await app.inject({ url: '/', headers: { host } })
    expect(answer.body).toContain('Regrade')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(policy).toContain("frame-ancestors 'none'")
  })
})

describe('[CP1] a camera of the page', () => {
  let cookie = ''
  beforeEach(async () => {
    cookie = await cookieOf('operator')
  })
  const says = (state: string, remoteAddress?: string) =>
    app.inject({
      method: 'POST',
      url: '/trpc/lane.pageCamera',
      headers: { host, cookie, 'content-type': 'application/json' },
      payload: JSON.stringify({ role: 'left', state }),
      ...(remoteAddress ? { remoteAddress } : {}),
    })

  it('is what the kiosk says of it, and a refusal ends a wanted photograph', async () => {
    expect((await says('live')).statusCode).toBe(200)
    expect(webcam.state()).toEqual({ kind: 'ready' })
    const shot = webcam.shoot(AbortSignal.timeout(5_000))
    await Promise.resolve()
    await says('denied')
    await expect(shot).rejects.toThrow('CAMERA_DENIED')
    expect(webcam.state()).toMatchObject({ kind: 'lost', fault: 'CAMERA_DENIED' })
    await says('absent')
    expect(webcam.state()).toMatchObject({
      fault: 'CAMERA_LOST',
      detail: expect.stringContaining('finds no left'),
    })
  })

  it("is not what another machine's browser says", async () => {
    await says('live')
    expect((await says('absent', '192.0.2.7')).statusCode).toBe(200)
    expect(webcam.state()).toEqual({ kind: 'ready' })
  })
})

describe('[HT3] errors', () => {
  it('are code, detail and hint with a fitting status, never a stack', async () => {
    const cookie = await cookieOf('operator')
    const jpeg = { host, cookie, 'content-type': 'image/jpeg' }
    const wrongRole = await app.inject({
      method: 'POST',
      url: '/frames/ceiling',
      headers: jpeg,
      payload: 'x',
    })
    expect(wrongRole.statusCode).toBe(400)
    const notWanted = await app.inject({ method: 'POST', url: '/frames/top', headers: jpeg, payload: 'x' })
    expect(notWanted.statusCode).toBe(409)
    expect(notWanted.json().error).toMatchObject({ code: 'NOT_NOW', hint: expect.any(String) })
    const confirm = await call('lane.confirm', undefined, { cookie })
    expect(confirm.statusCode).toBe(409)
    expect(confirm.json().error.data.fault.code).toBe('NOT_NOW')
    for (const answer of [wrongRole, notWanted, confirm]) expect(answer.body).not.toMatch(/\.ts:\d+/)
  })

  it('what nobody expected stands in the log with its cause, without a secret; what was expected does not', async () => {
    const cookie = await cookieOf('admin')
    const answer = await call('setup.enrol', { url: 'http://central.example', code: 'sesame' }, { cookie })
    expect(answer.statusCode).toBe(500)
    expect(answer.json().error.data.fault).toMatchObject({ code: 'INTERNAL', detail: 'unexpected' })
    await call('lane.confirm', undefined, { cookie })
    await call('door.pin', { staff: 'nobody', pin: '987654' })
    expect(logged).toHaveLength(1)
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      msg: 'a call failed in a way nobody expected',
      path: 'setup.enrol',
      err: {
        message: expect.stringContaining('not part of this test'),
        stack: expect.stringContaining('http.test.ts'),
      },
    })
    for (const secret of ['sesame', cookie.split('=')[1] ?? '']) expect(logged[0]).not.toContain(secret)
  })

  it('what is not there, and what fastify refuses, have code, detail and hint too', async () => {
    const none = await app.inject({ url: '/nothing.png', headers: { host } })
    expect([none.statusCode, none.json().error]).toEqual([
      404,
      { code: 'NOT_FOUND', detail: 'there is no /nothing.png', hint: expect.stringMatching(/./) },
    ])
    const cookie = await cookieOf('operator')
    const text = { host, cookie, 'content-type': 'text/csv' }
    const typed = await app.inject({ method: 'POST', url: '/frames/left', headers: text, payload: 'x' })
    expect([typed.statusCode, typed.json().error.code]).toEqual([415, 'BAD_INPUT'])
    expect(logged).toEqual([])
  })

  it('[HT4] a call takes a mebibyte, a photograph 64', async () => {
    const cookie = await cookieOf('operator')
    const long = await call('lane.scan', { text: 'x'.repeat(1024 * 1024), source: 'typed' }, { cookie })
    expect([long.statusCode, long.json().error.code]).toEqual([413, 'BAD_INPUT'])
    const photo = (bytes: number) => ({
      ...{ method: 'POST' as const, url: '/frames/left', payload: Buffer.alloc(bytes) },
      headers: { host, cookie, 'content-type': 'image/jpeg' },
    })
    expect((await app.inject(photo(2 * 1024 * 1024))).json().error.code).toBe('NOT_NOW')
    const huge = await app.inject(photo(64 * 1024 * 1024 + 1))
    expect([huge.statusCode, huge.json().error.code]).toEqual([413, 'PHOTO_TOO_LARGE'])
  })

  it('an input of the wrong shape is named', async () => {
    const cookie = await cookieOf('operator')
    const answer = await call('lane.answer', { question: 'sealed', answer: 'maybe' }, { cookie })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().error.data.fault).toMatchObject({
      code: 'BAD_INPUT',
      detail: expect.stringContaining('answer'),
    })
  })
})

describe('[DO4] every call demands its role', () => {
  it('nobody logged in may only reach the door', async () => {
    expect((await call('lane.scan', { text: 'x', source: 'typed' })).statusCode).toBe(401)
    expect(
      (await app.inject({ url: '/trpc/door.session', headers: { host } })).json().result.data.firstStart,
    ).toBe(true)
  })

  it('an operator may not review, a supervisor may not set up', async () => {
    const operator = await cookieOf('operator')
    const supervisor = await cookieOf('supervisor')
    const review = '/trpc/review.list?input=%7B%22which%22%3A%22open%22%2C%22limit%22%3A5%7D'
    expect((await app.inject({ url: review, headers: { host, cookie: operator } })).statusCode).toBe(403)
    expect((await app.inject({ url: review, headers: { host, cookie: supervisor } })).statusCode).toBe(200)
    const label = { id: 'none', reason: 'recorded_twice' }
    expect((await call('review.voidLabel', label, { cookie: operator })).statusCode).toBe(403)
    expect((await call('review.voidLabel', label, { cookie: supervisor })).statusCode).toBe(404)
    expect(
      (await app.inject({ url: '/trpc/setup.view', headers: { host, cookie: supervisor } })).statusCode,
    ).toBe(403)
  })

  it('[DO6] a supervisor is told after how many idle minutes the page logs out, an operator never', async () => {
    const session = async (role: 'operator' | 'supervisor') => {
      const headers = { host, cookie: await cookieOf(role) }
      return (await app.inject({ url: '/trpc/door.session', headers })).json().result.data
    }
    expect((await session('supervisor')).idleMinutes).toBe(15)
    expect(await session('operator')).not.toHaveProperty('idleMinutes')
  })

  it('[DO1] a second first admin is refused', async () => {
    const first = await call('door.firstAdmin', { name: 'one', pin: '1234' })
    expect(first.statusCode).toBe(200)
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await call('door.firstAdmin', { name: 'two', pin: '1234' })).statusCode).toBe(403)
  })

  it('[DO1] of two that come at once one is made', async () => {
    const both = await Promise.all(
      ['one', 'two'].map((name) => call('door.firstAdmin', { name, pin: '1234' })),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403])
    expect(door.people().filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  it("[DO1] another machine's browser is told that the first admin is made at the station, and makes none", async () => {
    const remoteAddress = '192.0.2.7'
    const session = await app.inject({ url: '/trpc/door.session', headers: { host }, remoteAddress })
    expect(session.json().result.data).toMatchObject({ firstStart: true, local: false })
    const made = await app.inject({
      ...{ method: 'POST', url: '/trpc/door.firstAdmin', remoteAddress },
      headers: { host, 'content-type': 'application/json' },
      payload: JSON.stringify({ name: 'one', pin: '1234' }),
    })
    expect(made.statusCode).toBe(403)
    expect(made.json().error.data.fault.detail).toContain('at the station itself')
    expect(door.people()).toEqual([])
  })

  it('[DO2] who guesses from another machine does not close the log-in at the station', async () => {
    await cookieOf('operator')
    const staff = door.people()[0]?.id ?? ''
    const guess = (pin: string, remoteAddress: string) =>
      app.inject({
        ...{ method: 'POST', url: '/trpc/door.pin', remoteAddress },
        headers: { host, 'content-type': 'application/json' },
        payload: JSON.stringify({ staff, pin }),
      })
    const all = await Promise.all(Array.from({ length: 8 }, () => guess('0000', '192.0.2.7')))
    expect(all.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5)
    expect((await guess('4711', '192.0.2.7')).statusCode).toBe(429)
    expect((await guess('4711', '127.0.0.1')).statusCode).toBe(200)
  })
})
