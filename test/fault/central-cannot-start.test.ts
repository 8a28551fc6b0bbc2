import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockFolder } from '../../sync/central/database/folder-lock.ts'
import { startCentral } from '../../sync/central/start-central.ts'
import { startServer } from '../rigs/child-server.ts'
import { quickPGlite } from '../rigs/quick-pglite.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'regrade-start-'))
  mkdirSync(join(root, 'made/central'), { recursive: true })
  await (await quickPGlite(join(root, 'made/central/pg'))).close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A data folder of its own that holds an empty database, so that no test waits for one to be made. */
function dataFolder(name: string): string {
  const folder = join(root, name)
  cpSync(join(root, 'made'), folder, { recursive: true })
  return folder
}

const quiet = pino({ level: 'silent' })
const server = resolve(import.meta.dirname, '../../sync/central/server.ts')
const refused = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [server, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('the database', () => {
  it('[CE40] that is damaged, or not whole, is refused and left as it is', async () => {
    for (const [name, damage] of [
      ['control', (pg: string) => writeFileSync(join(pg, 'global/pg_control'), 'x'.repeat(8192))],
      ['version', (pg: string) => rmSync(join(pg, 'PG_VERSION'))],
    ] as const) {
      const data = dataFolder(name)
      damage(join(data, 'central/pg'))
      const before = treeHash(join(data, 'central/pg'))
      const starting = startCentral({ data, port: 0, host: '127.0.0.1' }, quiet)
      await expect(starting).rejects.toMatchObject({ code: 'CENTRAL_CORRUPT' })
      expect(treeHash(join(data, 'central/pg'))).toBe(before)
    }
  })

  it('[CE40] a PostgreSQL that does not answer is named, without its password', async () => {
    const databaseUrl = 'postgres://someone:secret@127.0.0.1:1/regrade'
    const data = join(root, 'elsewhere')
    const starting = startCentral({ data, port: 0, host: '127.0.0.1', databaseUrl }, quiet)
    await expect(starting).rejects.toMatchObject({
      code: 'CENTRAL_CORRUPT',
      detail: expect.stringMatching(/^DATABASE_URL \(postgres:\/\/someone:xxx@127\.0\.0\.1:1\/regrade\)/),
    })
  })

  it('[CE41] belongs to one central at a time, and is free when that one ends', () => {
    const folder = join(root, 'locked')
    mkdirSync(folder)
    const lock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow('CENTRAL_BUSY')
    lock.release()
    lockFolder(folder).release()
  })
})

describe('the server', () => {
  it('[CE42] says when it is ready, logs no secret, and ends cleanly when asked to', async () => {
    const key = 'a-key-that-must-not-be-logged'
    const data = dataFolder('served')
    const central = await startServer({
      name: 'central',
      args: ['--data', data, '--port', '0'],
      env: { REGRADE_CENTRAL_KEY: key },
    })
    expect(central.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const authorization = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const made = await fetch(`${central.url}/v1/enrolments`, {
      method: 'POST',
      headers: authorization,
      body: '{}',
    })
    const { code } = (await made.json()) as { code: string }
    expect(await (await fetch(`${central.url}/healthz`)).json()).toEqual({ ok: true })
    expect(await (await fetch(`${central.url}/metrics`)).text()).toContain('regrade_central_request_seconds')
    expect(await central.stop()).toEqual({ code: null, signal: 'SIGTERM' })
    expect(central.printed()).toContain('/v1/enrolments')
    for (const secret of [key, code]) expect(central.printed()).not.toContain(secret)
  })

  it('[CE36] a wrong flag is one sentence with what is allowed, and exit code 2', () => {
    const { status, stdout, stderr } = refused(['--port', 'x'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('--port: found x; a whole number from 0 to 65535 is allowed.')
  })

  it('[CE36] a port in use, a folder in use and a folder that cannot be written are one sentence and exit code 2', async () => {
    const other = createServer()
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
    const { port } = other.address() as { port: number }
    const inUse = refused(['--data', dataFolder('second'), '--port', String(port)])
    other.close()
    expect(inUse.status).toBe(2)
    expect(inUse.stderr).toContain(
      `127.0.0.1:${port} is used by another program. Give another one with --port.`,
    )

    const data = dataFolder('third')
    const lock = lockFolder(join(data, 'central'))
    const busy = refused(['--data', data, '--port', '0'])
    lock.release()
    expect(busy).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is in use. Another central uses'),
    })

    writeFileSync(join(root, 'a-file'), '')
    const blocked = refused(['--data', join(root, 'a-file'), '--port', '0'])
    expect(blocked).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot be made or written') })
    for (const { stderr } of [inUse, busy, blocked]) expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

function treeHash(folder: string): string {
  const hash = createHash('sha256')
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) =>
    join(a.parentPath, a.name).localeCompare(join(b.parentPath, b.name)),
  ))
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
  return hash.digest('hex')
}
