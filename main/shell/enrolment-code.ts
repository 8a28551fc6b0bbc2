import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Asks the central whose data is in `data` for a code that enrols one station, with the admin key it left there.
 * Throws when central does not answer or the key cannot be read.
 */
export async function enrolmentCode(centralUrl: string, data: string): Promise<string> {
  const key = (await readFile(join(data, 'central', 'admin.key'), 'utf8')).trim()
  const answer = await fetch(new URL('/v1/enrolments', centralUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`central answered ${answer.status}`)
  const { code } = (await answer.json()) as { code?: unknown }
  if (typeof code !== 'string') throw new Error('central gave no code')
  return code
}
