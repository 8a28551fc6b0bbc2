import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExpectedLine, Sku } from '../../main/kernel/item.ts'

/** One inspection as central lists it, as far as tests look at it. */
export interface CentralInspection {
  readonly id: string
  readonly plate: string
  readonly sku: string
  readonly grade: string
  readonly disposition: string
  readonly held: boolean
}

/** The disposition report, as far as tests look at it. */
export interface CentralReport {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly totals: { readonly items: number; readonly waiting: number; readonly corrected: number }
}

/** Central over http, with the admin key it left in its data folder. */
export interface CentralClient {
  /** A code that lets one station in. */
  enrolmentCode(): Promise<string>
  importCatalogue(batch: {
    readonly skus: readonly Sku[]
    readonly lines: readonly ExpectedLine[]
  }): Promise<void>
  report(query?: string): Promise<CentralReport>
  /** Every inspection, whole pages of it, newest first. */
  inspections(): Promise<readonly CentralInspection[]>
  /** Everything central knows of one inspection. */
  inspection(id: string): Promise<Readonly<Record<string, unknown>>>
  /** SHA-256 (hex) of the photograph central keeps under that hash. */
  photograph(sha256: string): Promise<string>
}

/** A client of the central at `url` whose data is in `data`. */
export function centralClient(url: string, data: string): CentralClient {
  const key = readFileSync(join(data, 'central', 'admin.key'), 'utf8').trim()
  const headers = { authorization: `Bearer ${key}` }
  const answerTo = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(new URL(path, url), { ...init, headers: { ...headers, ...init.headers } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const ask = async <T>(path: string, init: RequestInit = {}) =>
    (await answerTo(path, init)).json() as Promise<T>
  const post = <T>(path: string, body: unknown) =>
    ask<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    enrolmentCode: async () => (await post<{ code: string }>('/v1/enrolments', {})).code,
    importCatalogue: (batch) => post('/v1/catalogue', batch),
    report: (query = '') => ask(`/v1/reports/dispositions${query}`),
    inspections: async () => (await ask<{ rows: CentralInspection[] }>('/v1/inspections?limit=500')).rows,
    inspection: (id) => ask(`/v1/inspections/${id}`),
    async photograph(sha256) {
      const answer = await answerTo(`/v1/blobs/${sha256}`)
      return createHash('sha256')
        .update(await answer.bytes())
        .digest('hex')
    },
  }
}
