import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalSchema } from '../../../sync/wire/answers.ts'
import { answerOf, type CentralRig, centralRig } from './central-rig.ts'

let central: CentralRig
let pages: string
beforeAll(async () => {
  central = await centralRig()
  pages = await mkdtemp(join(tmpdir(), 'regrade-pages-'))
  await writeFile(join(pages, 'central.html'), '<!doctype html><title>central</title>')
  await writeFile(join(pages, '.secret'), 'hidden')
})
afterAll(async () => {
  await central.close()
  await rm(pages, { recursive: true, force: true })
})

describe('pages', () => {
  it('[CE43] central.html is the start page; nothing outside the folder, and nothing hidden, is served', async () => {
    const app = await central.again({}, pages)
    const get = async (url: string) => answerOf(await app.inject({ method: 'GET', url }))
    expect(await get('/')).toMatchObject({ status: 200, text: '<!doctype html><title>central</title>' })
    for (const url of ['/../package.json', '/%2e%2e/package.json', '/.secret', '/nothing.js'])
      expect(await get(url)).toMatchObject({ status: 404, json: { error: { code: 'NOT_FOUND' } } })
  })

  it('[CE43] without built pages the start page says what there is', async () => {
    expect(await central.inject({ method: 'GET', url: '/' })).toMatchObject({
      status: 200,
      text: expect.stringContaining('/v1/reports/dispositions'),
    })
  })

  it('[CE44] every answer forbids scripts and connections of others, framing and guessing of types', async () => {
    const { headers } = await central.inject({ method: 'GET', url: '/' })
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split(';')).toContain(rule)
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
  })
})

describe('refusals', () => {
  it('[CE45] all have one shape with a code, what was found and what to do', async () => {
    const answers = await Promise.all([
      central.inject({ method: 'GET', url: '/v1/nothing' }),
      central.inject({
        method: 'POST',
        url: '/v1/enrol',
        payload: 'x',
        headers: { 'content-type': 'text/xml' },
      }),
      central.inject({
        method: 'POST',
        url: '/v1/enrol',
        payload: '{',
        headers: { 'content-type': 'application/json' },
      }),
      central.inject({ method: 'POST', url: '/v1/enrol', payload: { code: 1 } }),
      central.inject({ method: 'POST', url: '/v1/enrol', payload: { code: 'x'.repeat(2_000_000) } }),
      central.inject({ method: 'GET', url: '/v1/blobs/xyz' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 415, 400, 400, 413, 400])
    for (const { json } of answers) expect(refusalSchema.parse(json)).toEqual(json)
  })

  it('[CE45] what went wrong inside is not told outside', async () => {
    const broken = {
      ...central.parts.db,
      selectFrom: () => {
        throw new Error('secret words at /some/path')
      },
    }
    const app = await central.again({ db: broken as never })
    const answer = answerOf(await app.inject({ method: 'GET', url: '/v1/reports/filters' }))
    expect(answer).toMatchObject({ status: 500, json: { error: { code: 'INTERNAL' } } })
    expect(answer.text).not.toContain('secret words')
  })
})
