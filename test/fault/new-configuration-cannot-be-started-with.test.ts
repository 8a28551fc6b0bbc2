import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startServer } from '../rigs/child-server.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { type NpmStart, npmStart } from '../rigs/npm-start.ts'
import { runCommand } from '../rigs/run-command.ts'
import { enterAsAdmin, stationClient } from '../rigs/station-client.ts'
import { until } from '../rigs/until.ts'

/** A network of some kilobytes: nothing is looked at here, and the shipped ones take seconds of each start. */
const models = modelFolder()
beforeAll(() => writeTinyPack(models.path))
afterAll(() => models.remove())

let shell: NpmStart | undefined
afterEach(async () => {
  await shell?.close()
  shell = undefined
})

const eyes = { models: { folder: models.path } }
const wedge = { scanners: [{ driver: 'wedge', name: 'keyboard' }], cameras: [] }
/** An address for documentation: no machine has it, so nothing can listen there, whatever the check says. */
const nowhere = { listen: { host: '203.0.113.9' } }
const named = { ...eyes, station: { name: 'Dock 4', site: 'Leipzig' } }

it('[SU7] [CF6] what Set-up saves is taken by a restart that comes by itself, and kept', async () => {
  shell = await npmStart()
  const { api } = await asAdmin(shell.station)
  const first = shell.pid()
  const saved = await api.setup.saveConfig.mutate(wedge)
  expect(saved).toMatchObject({ restarts: true, file: join(shell.data, 'station.json') })
  await shell.ready(2)
  expect(shell.pid()).not.toBe(first)
  expect(shell.printed()).not.toContain('unexpectedly')
  const view = await api.setup.view.query()
  expect(view.config).toMatchObject({ is: 'runs', has: { scanners: ['keyboard'] } })
  expect([view.simulated, view.devices.scanners[0]?.driver]).toEqual([false, 'wedge'])
})

it('[CF7] the dock works on with the configuration before, says so, and takes the new one once it is mended', async () => {
  shell = await npmStart((data) => ['--config', write(data, named)])
  const file = join(shell.data, 'dock.json')
  const { api } = await asAdmin(shell.station)
  write(shell.data, { ...named, ...nowhere })
  await api.setup.restart.mutate()
  await shell.ready(2)
  const { config, station } = await api.setup.view.query()
  expect(station.name).toBe('Dock 4')
  expect(config).toMatchObject({ is: 'failed', file, why: expect.stringContaining('203.0.113.9') })
  expect((await api.setup.health.query()).configFailed).toContain('203.0.113.9')
  expect(JSON.parse(readFileSync(config.copy ?? '', 'utf8'))).toEqual(named)
  expect(shell.printed()).toContain('The next start goes on with the configuration before.')
  expect(shell.printed()).toContain(`It could not start with ${file}`)

  write(shell.data, { ...eyes, station: { name: 'Dock 5', site: 'Leipzig' } })
  await api.setup.restart.mutate()
  await shell.ready(3)
  const after = await api.setup.view.query()
  expect([after.config.is, after.station.name]).toEqual(['runs', 'Dock 5'])
})

it('[CF7] a station that dies with it twice without a word comes up with the one before', async () => {
  shell = await npmStart((data) => {
    write(data, eyes, 'station.json')
    return []
  })
  const { api } = await asAdmin(shell.station)
  await api.setup.saveConfig.mutate(wedge)
  for (const times of [2, 3]) {
    await shell.ready(times)
    process.kill(shell.pid()!, 'SIGKILL')
  }
  await shell.ready(4)
  const { config, simulated } = await api.setup.view.query()
  expect(config).toMatchObject({ is: 'failed', why: expect.stringContaining('without a word') })
  expect(simulated).toBe(true)
})

it('[CF7] [SU7] started by hand it says what to do, and the second start is well', async () => {
  const data = freshFolder()
  const config = write(data, named)
  const args = ['--data', data, '--port', '0', '--config', config]
  const first = await startServer({ name: 'station', args })
  const { api } = await asAdmin(first.url)
  write(data, { ...named, ...nowhere })
  const outcome = await api.setup.restart.mutate()
  expect(outcome).toMatchObject({ restarts: false, command: expect.stringContaining(`--config ${config}`) })
  await first.stop()
  const refused = await runCommand({ script: 'main/station/server.ts', args })
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('listen.host: found "203.0.113.9"; this machine has no such address')
  expect(refused.err).toContain('The next start goes on with the configuration before.')
  const second = await startServer({ name: 'station', args })
  await until(second.printed, (text) => text.includes('It could not start with'), 'the warning')
  await second.stop()
})

function write(data: string, config: object, name = 'dock.json'): string {
  const file = join(data, name)
  writeFileSync(file, JSON.stringify(config))
  return file
}

async function asAdmin(url: string) {
  const client = stationClient(url)
  await until(
    () => enterAsAdmin(client).then(() => true),
    (entered) => entered,
    'the admin to be in',
  )
  return client
}
