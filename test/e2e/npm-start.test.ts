import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../rigs/free-port.ts'
import { descendantsOf } from '../rigs/processes.ts'
import { layEmptyCluster } from '../rigs/quick-pglite.ts'
import { enterAsAdmin, stationClient } from '../rigs/station-client.ts'
import { until } from '../rigs/until.ts'

const root = resolve(import.meta.dirname, '../..')

interface Shell {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; signal: string | null }>
  printed(): string
}

let data = ''
let shell: Shell | undefined
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'regrade-start-'))
})
afterEach(async () => {
  const servers = shell ? descendantsOf(shell.child.pid!) : []
  shell?.child.kill('SIGKILL')
  await shell?.ended
  for (const each of servers)
    await until(
      () => alive(each.pid),
      (still) => !still,
      `the end of ${each.command}`,
    )
  rmSync(data, { recursive: true, force: true })
})

/** Starts `npm start`'s own program, as npm would, without a window. */
function start(...flags: string[]): Shell {
  const child = spawn(process.execPath, ['main/shell/start.ts', '--data', data, '--no-window', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (bytes) => {
      text += bytes
    })
  const ended = new Promise<{ code: number | null; signal: string | null }>((tell) => {
    child.once('close', (code, signal) => tell({ code, signal }))
  })
  shell = { child, ended, printed: () => text }
  return shell
}

/** With an empty cluster laid for central, which takes seconds to make one. */
async function startQuickly(): ReturnType<typeof startOnFreePorts> {
  await layEmptyCluster(join(data, 'central', 'pg'))
  return startOnFreePorts()
}

async function startOnFreePorts(): Promise<
  Shell & { station: string; central: string; stationPort: number }
> {
  const [port, centralPort] = [await freePort(), await freePort()]
  const started = start('--port', `${port}`, '--central-port', `${centralPort}`)
  const urls = { station: `http://127.0.0.1:${port}`, central: `http://127.0.0.1:${centralPort}` }
  await until(
    started.printed,
    (text) =>
      text.includes(`station ready ${urls.station}`) && text.includes(`central ready ${urls.central}`),
    'both ready lines',
  )
  return { ...started, ...urls, stationPort: port }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const stationOf = (pid: number) =>
  descendantsOf(pid).find((each) => each.command.includes('station/server.ts'))

describe('npm start', () => {
  it('[SH2] brings up central and an enrolled station with its pages, names the address, and ends when asked', async () => {
    const { child, ended, station, central, printed } = await startOnFreePorts()
    await until(printed, (text) => text.includes(`Open ${station} in a browser`), 'the address in words')
    for (const url of [station, central]) expect(await (await fetch(url)).text()).toContain('<!doctype html>')

    const client = stationClient(station)
    await enterAsAdmin(client)
    const health = () => client.api.setup.health.query()
    await until(health, (view) => view.devices.network.kind === 'online', 'the station to be online')

    const servers = descendantsOf(child.pid!)
    child.kill('SIGTERM')
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(servers.filter((each) => alive(each.pid))).toEqual([])
    expect(readFileSync(join(data, 'logs', 'station.log'), 'utf8')).toContain('station ready')
  })

  it('[SH3] starts the station again when it dies; who was logged in stays so', async () => {
    const { child, station, printed } = await startQuickly()
    const client = stationClient(station)
    await enterAsAdmin(client)
    process.kill(stationOf(child.pid!)!.pid, 'SIGKILL')
    await until(printed, (text) => text.split(`station ready ${station}`).length === 3, 'a second ready line')
    expect(printed()).toContain('station ended unexpectedly (SIGKILL); it is started again.')
    expect((await client.api.door.session.query()).user?.name).toBe('Admin')
  })

  it('[SH5] killed outright, it leaves no server behind', async () => {
    const { child, ended } = await startQuickly()
    const servers = descendantsOf(child.pid!)
    expect(servers.length).toBeGreaterThanOrEqual(2)
    child.kill('SIGKILL')
    await ended
    await until(
      () => servers.filter((each) => alive(each.pid)),
      (left) => left.length === 0,
      'the end of all servers',
    )
  })
})

describe('npm start, told nonsense', () => {
  it('[SH1] a bad flag is one sentence and exit 2', async () => {
    const { ended, printed } = start('--bogus')
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(printed().trim().split('\n')).toHaveLength(1)
    expect(printed()).toContain('--bogus')
  })

  it('[SH1] a port in use is named, exit 2, and nothing keeps running', async () => {
    const other = createServer()
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
    const { port } = other.address() as { port: number }
    const { ended, printed } = start('--port', `${port}`, '--central-port', `${await freePort()}`)
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(printed()).toContain(`${port}`)
    expect(printed()).not.toMatch(/^\s+at /m)
    other.close()
  })

  it('[SH1] a wrong configuration names its key, exit 2', async () => {
    const config = join(data, 'dock.json')
    writeFileSync(config, '{"lane": {"confrim": "never"}}')
    const { ended, printed } = start('--config', config, '--port', `${await freePort()}`)
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(printed()).toContain('confrim')
    expect(printed()).toContain('confirm')
  })

  it('[SH1] a data folder that cannot be made is named, exit 2', async () => {
    const file = join(data, 'a-file')
    writeFileSync(file, '')
    const { ended, printed } = start('--data', join(file, 'below'))
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(printed()).toContain(file)
  })
})
