import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BlobStore, mostBlobBytes } from '../../../sync/central/blobs/blob-store.ts'
import { idsOf } from '../../rigs/seeded.ts'
import { type CentralRig, centralRig, type RigStation } from './central-rig.ts'

let central: CentralRig
let station: RigStation
beforeAll(async () => {
  central = await centralRig()
  station = await central.enrol('photographer')
})
afterAll(() => central.close())

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(200_000)])

describe('photographs', () => {
  it('[CE21] are kept under their hash, asked for before they are sent, and come out as they went in', async () => {
    const url = `/v1/blobs/${hashOf(jpeg)}`
    const ask = () => central.inject(station.signed('HEAD', url))
    expect((await ask()).status).toBe(404)
    for (let twice = 0; twice < 2; twice += 1)
      expect((await central.inject(station.signed('PUT', url, jpeg, 'image/jpeg'))).status).toBe(204)
    expect((await ask()).status).toBe(200)
    const shown = await central.app.inject({ method: 'GET', url })
    expect(shown.rawPayload.equals(jpeg)).toBe(true)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('immutable'),
    })
  })

  it('[CE21] what is no photograph is shown as bytes, never as a page', async () => {
    const page = Buffer.from('<script>alert(1)</script>')
    const url = `/v1/blobs/${hashOf(page)}`
    await central.inject(station.signed('PUT', url, page, 'text/html'))
    expect((await central.inject({ method: 'GET', url })).headers['content-type']).toBe(
      'application/octet-stream',
    )
  })

  it('[CE22] other bytes than announced, or nobody’s, are refused and leave nothing behind', async () => {
    const bytes = randomBytes(1_000)
    const url = `/v1/blobs/${hashOf(bytes)}`
    const request = station.signed('PUT', url, bytes, 'image/jpeg')
    const tampered = await central.inject({ ...request, payload: randomBytes(1_000) })
    expect(tampered).toMatchObject({ status: 400, json: { error: { code: 'BLOB_CORRUPT' } } })
    const misnamed = await central.inject(
      station.signed('PUT', `/v1/blobs/${hashOf(jpeg)}`, bytes, 'image/jpeg'),
    )
    expect(misnamed).toMatchObject({ status: 400, json: { error: { code: 'BLOB_CORRUPT' } } })
    const headers = { 'content-type': 'image/jpeg' }
    expect((await central.inject({ method: 'PUT', url, headers, payload: bytes })).status).toBe(400)
    expect((await central.inject({ method: 'GET', url })).status).toBe(404)
    expect((await central.inject({ method: 'GET', url: '/v1/blobs/..%2F..%2Fadmin.key' })).status).toBe(400)
  })

  it('[CE22] too many bytes are refused, and drafts of a killed central are swept at the next start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'regrade-blobs-'))
    try {
      const blobs = new BlobStore(folder, idsOf(1))
      const chunk = Buffer.alloc(1024 * 1024)
      const endless = async function* () {
        for (let sent = 0; sent <= mostBlobBytes; sent += chunk.length) yield chunk
      }
      await expect(blobs.keep('0'.repeat(64), endless())).rejects.toMatchObject({ code: 'TOO_LARGE' })
      expect(readdirSync(join(folder, 'drafts'))).toEqual([])
      await blobs.sweep()
      expect(readdirSync(folder)).toEqual([])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
