import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import { buildApp } from '../../../sync/central/app.ts'
import { BlobStore } from '../../../sync/central/blobs/blob-store.ts'
import { type DatabasePlace, openDatabase } from '../../../sync/central/database/open-database.ts'
import { newMetrics } from '../../../sync/central/http/metrics.ts'
import type { CentralParts } from '../../../sync/central/parts.ts'
import type { Correction, OutboxEvent } from '../../../sync/ledger/port.ts'
import { type Envelope, wrap } from '../../../sync/wire/envelope.ts'
import { eventTypes } from '../../../sync/wire/event-types.ts'
import { batchMediaType, protocolHeader } from '../../../sync/wire/protocol.ts'
import { signRequest } from '../../../sync/wire/sign-request.ts'
import { newKeyPair, privateKeyOf } from '../../../sync/wire/station-key.ts'
import { type HandClock, handClock } from '../../rigs/hand-clock.ts'
import { idsOf } from '../../rigs/seeded.ts'
import { testDatabase } from '../../rigs/test-database.ts'

/** A central without a socket: its database in memory, its clock moved by hand. */
export interface CentralRig {
  readonly app: FastifyInstance
  readonly parts: CentralParts
  readonly clock: HandClock
  /** Another app on the same database, for other options. */
  again(change: Partial<CentralParts>, pages?: string): Promise<FastifyInstance>
  inject(options: InjectOptions): Promise<Answer>
  admin(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object | string): Promise<Answer>
  enrol(name: string, site?: string): Promise<RigStation>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

export interface RigStation {
  readonly id: string
  readonly privateKey: string
  signed(method: 'GET' | 'POST' | 'PUT' | 'HEAD', url: string, body?: Buffer, type?: string): InjectOptions
  send(events: readonly Envelope[]): Promise<Answer>
}

export const adminKey = 'admin-key-of-a-test-0123456789'
export const reportsKey = 'reports-key-of-a-test-0123456789'

export async function centralRig(place?: DatabasePlace): Promise<CentralRig> {
  const folder = await mkdtemp(join(tmpdir(), 'regrade-central-'))
  const own = place ? { place, drop: async () => {} } : await testDatabase()
  const clock = handClock()
  const newId = idsOf(1)
  const parts: CentralParts = {
    db: await openDatabase(own.place),
    blobs: new BlobStore(folder, newId),
    metrics: newMetrics({ process: false }),
    ...{ clock, newId, random: (count) => randomBytes(count), openReading: true },
    keys: { admin: adminKey, reports: reportsKey },
  }
  const apps = [await buildApp(parts)]
  const app = apps[0]!
  const inject = async (options: InjectOptions) => answerOf(await app.inject(options))
  return {
    ...{ app, parts, clock, inject },
    async again(change, pages) {
      const other = await buildApp({ ...parts, ...change }, pages === undefined ? {} : { pages })
      apps.push(other)
      return other
    },
    admin: (method, url, body) =>
      inject({
        ...{ method, url, headers: { authorization: `Bearer ${adminKey}`, ...typeOf(body) } },
        ...(body === undefined ? {} : { payload: body }),
      }),
    async enrol(name, site = 'Dock 1') {
      const code = await inject({
        method: 'POST',
        url: '/v1/enrolments',
        headers: { authorization: `Bearer ${adminKey}` },
        payload: {},
      })
      const { publicKey, privateKey } = newKeyPair()
      const enrolled = await inject({
        method: 'POST',
        url: '/v1/enrol',
        // An address of its own: enrolment is limited by address.
        remoteAddress: nextAddress(),
        headers: { [protocolHeader]: '1' },
        payload: { code: code.json.code, name, site, publicKey },
      })
      return rigStation(enrolled.json.stationId, privateKey, { inject, clock })
    },
    async close() {
      for (const each of apps) await each.close()
      await parts.db.destroy()
      await own.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let addresses = 0

/** A loopback address not used before in this test. */
export function nextAddress(): string {
  addresses += 1
  return `127.1.${Math.floor(addresses / 250)}.${addresses % 250}`
}

function typeOf(body: object | string | undefined): Record<string, string> {
  return typeof body === 'string' ? { 'content-type': 'text/csv' } : {}
}

export function answerOf(response: Awaited<ReturnType<FastifyInstance['inject']>>): Answer {
  const text = response.body
  const isJson = String(response.headers['content-type'] ?? '').includes('json')
  return {
    status: response.statusCode,
    json: isJson ? JSON.parse(text) : undefined,
    text,
    headers: response.headers,
  }
}

export function rigStation(
  id: string,
  privateKey: string,
  { inject, clock }: Pick<CentralRig, 'inject' | 'clock'>,
): RigStation {
  const signed: RigStation['signed'] = (method, url, body, contentType) => ({
    ...{ method, url },
    ...(body ? { payload: body } : {}),
    headers: signRequest(
      { method, target: url, ...(body ? { body } : {}), ...(contentType ? { contentType } : {}) },
      {
        ...{ keyId: id, privateKey: privateKeyOf(privateKey), now: clock.now() },
        nonce: randomBytes(16).toString('base64url'),
      },
    ),
  })
  return {
    ...{ id, privateKey, signed },
    send: (events) =>
      inject(signed('POST', '/v1/events', Buffer.from(JSON.stringify(events)), batchMediaType)),
  }
}

const audit = { index: 1, hash: 'ab' }

/** Events of a station as its outbox would hold them, in envelopes. */
export function envelopes(station: string, events: readonly OutboxEvent[]): Envelope[] {
  return events.map((event) => wrap(event, station))
}

export function recordedEvent(seq: number, record: InspectionRecord): OutboxEvent {
  const at = record.decision.at
  const data = JSON.stringify({ record, audit })
  const blobs = record.shots.map(({ sha256 }) => sha256)
  return { seq, id: `e-${record.id}`, type: eventTypes.recorded, subject: record.id, at, data, blobs }
}

export function correctedEvent(seq: number, correction: Correction): OutboxEvent {
  const { id, inspection: subject, at } = correction
  const data = JSON.stringify({ correction, audit })
  return { seq, id: `e-${id}-${seq}`, type: eventTypes.corrected, subject, at, data, blobs: [] }
}

export function printedEvent(seq: number, record: InspectionRecord): OutboxEvent {
  const at = record.decision.at + 1_000
  const data = JSON.stringify({ job: `j-${record.id}`, inspection: record.id, plate: record.plate, at })
  return { seq, id: `p-${record.id}`, type: eventTypes.printed, subject: record.id, at, data, blobs: [] }
}
