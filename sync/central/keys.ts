import { existsSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../../main/kernel/fault.ts'
import type { RandomBytes } from '../../main/kernel/ids.ts'

/** Fewest characters of a key that somebody chose: shorter ones can be guessed. */
const shortest = 24

/** The two keys of central: `admin` may do everything, `reports` may read. */
export interface Keys {
  readonly admin: string
  readonly reports: string
}

/**
 * The keys from REGRADE_CENTRAL_KEY and REGRADE_REPORTS_KEY, else from admin.key and reports.key in `folder`, which are
 * made at the first start and readable by their owner alone. A key that is too short is Fault CONFIG_WRONG.
 */
export async function openKeys(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  random: RandomBytes,
): Promise<Keys> {
  const keyOf = async (name: string, variable: string) => {
    const given = env[variable]
    if (given !== undefined && given !== '') return checked(given, `the variable ${variable}`)
    const file = join(folder, name)
    if (!existsSync(file)) await make(file, random)
    return checked((await readFile(file, 'utf8')).trim(), file)
  }
  return {
    admin: await keyOf('admin.key', 'REGRADE_CENTRAL_KEY'),
    reports: await keyOf('reports.key', 'REGRADE_REPORTS_KEY'),
  }
}

async function make(file: string, random: RandomBytes): Promise<void> {
  const key = Buffer.from(random(32)).toString('base64url')
  await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' })
  // The mode above passes through the umask; this does not.
  await chmod(file, 0o600)
}

function checked(key: string, from: string): string {
  if (/^\S+$/.test(key) && key.length >= shortest) return key
  throw new Fault(
    'CONFIG_WRONG',
    `${from} holds a key of ${key.length} characters; it must have at least ${shortest} and no blanks`,
  )
}
