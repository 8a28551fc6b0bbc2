import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Asker } from '../../../main/api/desk.ts'
import type { LaneView } from '../../../main/api/views.ts'
import { ConfigDesk } from '../../../main/station/config-desk.ts'
import { openConfig } from '../../../main/station/config-home.ts'
import { hashOf, readTrial } from '../../../main/station/config-trial.ts'
import { openDataFolder } from '../../../main/station/data-folder.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { until } from '../../rigs/until.ts'

const admin = { id: 'admin-1', role: 'admin' } as unknown as Asker
const draft = { scanners: [{ driver: 'wedge', name: 'keyboard' }], cameras: [] }
const at = Date.UTC(2026, 10, 22, 9, 3, 7)

/** A station that runs with `text` in a file of its own, with a lane in the test's hands. */
function bench(text?: string, kept = true) {
  const data = openDataFolder(freshFolder())
  if (text !== undefined) writeFileSync(data.config, text)
  const trail: Record<string, unknown>[] = []
  const lane = { item: undefined as unknown, state: 'scan', last: undefined as unknown }
  const heard = new Set<(view: LaneView) => void>()
  let restarts = 0
  const start = () =>
    new ConfigDesk({
      home: openConfig(undefined, data),
      keeping: { kept, command: 'node main/station/server.ts', restart: () => void restarts++ },
      ledger: {
        audit: ({ detail, ...line }) =>
          void trail.push({ ...line, ...(detail ? (JSON.parse(detail) as object) : {}) }),
        saveSetting: () => {},
      },
      lane: Object.assign(lane, {
        watch: (hear: (view: LaneView) => void) => {
          heard.add(hear)
          hear(lane as never)
          return () => void heard.delete(hear)
        },
      }) as never,
      clock: { now: () => at },
      startedAt: 1,
    })
  const tell = () => {
    for (const hear of heard) hear(lane as never)
  }
  return { data, trail, lane, tell, start, desk: start(), restarts: () => restarts }
}

it('[SU6] saves in one step, keeps the one before by its date, and says who changed what', () => {
  const before = '{ "station": { "name": "Dock 4", "site": "R" } }'
  const { data, desk, trail } = bench(before)
  expect(desk.view()).toMatchObject({ is: 'runs', file: data.config, writable: true, kept: true })
  const copy = join(data.root, 'station.2026-11-22T09-03-07.000Z.json')
  expect(desk.save(draft, admin)).toMatchObject({ file: data.config, copy, restarts: true })
  const text = readFileSync(data.config, 'utf8')
  expect(JSON.parse(text)).toEqual({ station: { name: 'Dock 4', site: 'R' }, ...draft })
  expect(readFileSync(copy, 'utf8')).toBe(before)
  expect(statSync(data.config).mode & 0o777).toBe(0o600)
  expect(trail).toEqual([
    {
      ...{ actor: 'admin-1', action: 'config.saved', subject: data.config, copy },
      ...{ keys: ['scanners', 'cameras'], from: hashOf(before), to: hashOf(text) },
    },
  ])
  expect(readTrial(data.trial)).toMatchObject({ saved: hashOf(text), before: copy, starts: 0 })
  expect(readdirSync(data.root).filter((name) => name.endsWith('.new'))).toEqual([])
})

it('[SU6] where there was no file, it is made in the data folder', () => {
  const { data, desk, start } = bench()
  expect(desk.view().is).toBe('none')
  expect(desk.save(draft, admin).copy).toBeUndefined()
  expect(desk.view().is).toBe('saved')
  expect(readTrial(data.trial)?.before).toBeNull()
  expect(start().view()).toMatchObject({ is: 'runs', has: { scanners: ['keyboard'], cameras: [] } })
})

it('[SU6] a mistake is told by its key, and nothing is written', () => {
  const { data, desk, trail } = bench('{}')
  const wrong = { ...draft, printer: { driver: 'network', name: 'P', host: '', port: 70_000 } }
  expect(desk.check(wrong).wrong).toEqual([
    expect.stringMatching(/^printer\.host: found "";/),
    expect.stringMatching(/^printer\.port: found 70000;/),
  ])
  expect(() => desk.save(wrong, admin)).toThrow('printer.host')
  expect(readFileSync(data.config, 'utf8')).toBe('{}')
  expect(trail).toEqual([])
})

it('[SU6] a resolution that is not that of the labels is told before any is printed', () => {
  const { desk } = bench('{}')
  const printer = { driver: 'usb', name: 'P', language: 'tspl', dpi: 300 }
  expect(desk.check({ ...draft, printer }).wrong).toEqual([
    'printer.dpi: found 300; the policy has labels drawn for 203 dpi. Choose 203, or change label.dpi of the policy.',
  ])
  expect(desk.check({ ...draft, printer: { ...printer, dpi: 203 } }).wrong).toEqual([])
})

it.each([
  [{ item: { id: 'x' } }, 'an item is on the lane'],
  [{ state: 'verifying' }, 'an item is on the lane'],
  [{ last: { label: 'sending' } }, 'a label is printing'],
])('[SU6] while the lane works (%j) it waits and says so', (lane, sentence) => {
  const rig = bench('{}')
  Object.assign(rig.lane, lane)
  expect(() => rig.desk.save(draft, admin)).toThrow(sentence)
  expect(() => rig.desk.restart(admin)).toThrow(sentence)
  expect(readFileSync(rig.data.config, 'utf8')).toBe('{}')
})

it('[SU6] a file that somebody changed since the start is not overwritten, and can be restarted with', () => {
  const { data, desk } = bench('{}')
  writeFileSync(data.config, '{"locale":"de"}')
  expect(desk.view().is).toBe('edited')
  expect(() => desk.save(draft, admin)).toThrow('was changed since the station started')
  desk.restart(admin)
  expect(readTrial(data.trial)).toMatchObject({ saved: hashOf('{"locale":"de"}'), starts: 0 })
  expect(readFileSync(readTrial(data.trial)?.before ?? '', 'utf8')).toBe('{}')
})

it('[SU6] a file changed by hand with a mistake is no reason to restart', () => {
  const { data, desk, restarts } = bench('{}')
  writeFileSync(data.config, '{"locale":"fr"}')
  expect(() => desk.restart(admin)).toThrow('locale: found "fr"')
  writeFileSync(data.config, '{"policy":"/no/such/policy.json"}')
  expect(() => desk.restart(admin)).toThrow('/no/such/policy.json')
  expect(restarts()).toBe(0)
})

it('[SU7] restarts when the answer is out, and not while an item has come meanwhile', async () => {
  const { desk, lane, tell, restarts } = bench('{}')
  desk.save(draft, admin)
  lane.item = { id: 'x' }
  await new Promise((later) => setTimeout(later, 700))
  expect(restarts()).toBe(0)
  lane.item = undefined
  tell()
  tell()
  await until(restarts, (count) => count > 0, 'the restart')
  expect(restarts()).toBe(1)
})

it('[SU7] where nobody keeps the station it says what to type, and a second thought may replace the first', async () => {
  const { data, desk, restarts } = bench('{}', false)
  expect(desk.save(draft, admin)).toMatchObject({ restarts: false, command: 'node main/station/server.ts' })
  const before = readTrial(data.trial)?.before
  desk.save({ ...draft, scanners: [] }, admin)
  expect(readTrial(data.trial)?.before).toBe(before)
  await new Promise((later) => setTimeout(later, 600))
  expect(restarts()).toBe(0)
})

it('[SU6] saving after a configuration that failed keeps the copy the station runs with', () => {
  const { data, desk, start } = bench('{"locale":"de"}')
  desk.save(draft, admin)
  const good = readTrial(data.trial)?.before
  for (const _ of [1, 2]) openConfig(undefined, data)
  const after = start()
  expect(after.view()).toMatchObject({
    is: 'failed',
    copy: good,
    why: expect.stringContaining('without a word'),
  })
  after.save({ ...draft, scanners: [] }, admin)
  expect(readTrial(data.trial)?.before).toBe(good)
  expect(JSON.parse(readFileSync(data.config, 'utf8'))).toEqual({ locale: 'de', scanners: [], cameras: [] })
})
