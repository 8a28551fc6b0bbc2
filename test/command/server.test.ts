import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../main/station/folder-lock.ts'
import { runCommand } from '../rigs/run-command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-server-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a station that is expected to refuse. */
const refused = (...args: string[]) =>
  runCommand({ script: 'main/station/server.ts', args: ['--port', '0', ...args] })

describe('[CL3] a station that cannot start says so in clear words and exits with 2', () => {
  it('a port in use', async () => {
    const holder = createServer()
    await new Promise<void>((held) => holder.listen(0, '127.0.0.1', held))
    const { port } = holder.address() as { port: number }
    const { code, err } = await refused('--data', folder, '--port', String(port))
    holder.close()
    expect(code).toBe(2)
    expect(err).toContain(`127.0.0.1:${port} is used by another program`)
    expect(err).not.toMatch(/ {4}at /)
  })

  it('a data folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '')
    const { code, err } = await refused('--data', join(folder, 'file', 'data'))
    expect(code).toBe(2)
    expect(err).toMatch(/^DATA_UNWRITABLE: .*cannot be written/)
  })

  it('a damaged ledger, which stays as it is', async () => {
    const ledger = join(folder, 'ledger.db')
    writeFileSync(ledger, 'these are not the pages of a database, whatever they are called')
    const { code, err } = await refused('--data', folder)
    expect(code).toBe(2)
    expect(err).toMatch(/^LEDGER_CORRUPT: /)
    expect(err).toContain('backup')
    expect(readFileSync(ledger, 'utf8')).toContain('not the pages')
  })

  it('a data folder another station works on', async () => {
    const unlock = await lockFolder(folder)
    const { code, err } = await refused('--data', folder)
    unlock()
    expect(code).toBe(2)
    expect(err).toContain('is used by another station')
  })

  it('[CF1] a wrong configuration, and a bad flag', async () => {
    const config = join(folder, 'station.json')
    writeFileSync(config, JSON.stringify({ lane: { confrim: 'never' } }))
    const wrong = await refused('--data', folder, '--config', config)
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('unknown key lane.confrim') })
    expect(await refused('--colour', 'red')).toMatchObject({
      code: 2,
      err: expect.stringContaining("Unknown option '--colour'"),
    })
  })
})
