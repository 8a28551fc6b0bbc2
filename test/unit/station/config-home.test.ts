import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Fault } from '../../../main/kernel/fault.ts'
import { auditConfig } from '../../../main/station/config-audit.ts'
import { blamed, openConfig, proved, runsBefore } from '../../../main/station/config-home.ts'
import { hashOf, keepTrial } from '../../../main/station/config-trial.ts'
import { configBeside, type DataFolder, openDataFolder } from '../../../main/station/data-folder.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'

const named = (name: string) => JSON.stringify({ station: { name, site: 'x' } })

/** A data folder whose own configuration was just saved, with a copy of the one before. */
function saved(before: string | null = 'Before'): { data: DataFolder; copy: string } {
  const data = openDataFolder(freshFolder())
  const copy = join(data.root, 'copy.json')
  writeFileSync(copy, named('Before'))
  writeFileSync(data.config, named('New'))
  const trial = { format: 'regrade-trial/1', saved: hashOf(named('New')), starts: 0 } as const
  keepTrial(data.trial, { ...trial, before: before === null ? null : copy })
  return { data, copy }
}

const runs = (data: DataFolder, file?: string) => openConfig(file, data).config.station.name

it('[CF6] the file named is read, else the one saved in Set-up, else none', () => {
  const data = openDataFolder(freshFolder())
  expect(openConfig(undefined, data)).toMatchObject({ from: undefined, text: undefined, file: data.config })
  expect(configBeside(undefined, data.root)).toBeUndefined()
  writeFileSync(data.config, named('Own'))
  expect(runs(data)).toBe('Own')
  expect(configBeside(undefined, data.root)).toBe(data.config)
  const other = join(data.root, 'other.json')
  writeFileSync(other, named('Named'))
  expect(runs(data, other)).toBe('Named')
  expect(configBeside(other, data.root)).toBe(other)
})

it('[CF6] a broken one is refused, and a named one that is not there', () => {
  const data = openDataFolder(freshFolder())
  writeFileSync(data.config, '{')
  expect(() => openConfig(undefined, data)).toThrow(`${data.config}: is not JSON`)
  expect(() => openConfig(join(data.root, 'no.json'), data)).toThrow(/cannot be read \(ENOENT\)/)
})

it('[CF7] one that was saved is used, and proves itself', () => {
  const { data } = saved()
  const home = openConfig(undefined, data)
  expect([home.config.station.name, runsBefore(home)]).toEqual(['New', false])
  proved(home)
  expect(existsSync(data.trial)).toBe(false)
})

it('[CF7] one saved since is still on trial when the one before has proved itself', () => {
  const { data } = saved()
  proved({ text: named('Other'), trial: data.trial })
  expect(existsSync(data.trial)).toBe(true)
})

it('[CF7] where the station cannot start with it, the next start takes the copy before, until the file is another', () => {
  const { data, copy } = saved()
  expect(runs(data)).toBe('New')
  expect(blamed(new Fault('POLICY_WRONG', 'p.json: no'), undefined, data)).toBe(true)
  const home = openConfig(undefined, data)
  expect([home.config.station.name, home.from, runsBefore(home)]).toEqual(['Before', copy, true])
  proved(home)
  expect(runs(data)).toBe('Before')
  writeFileSync(data.config, named('By hand'))
  expect(runs(data)).toBe('By hand')
})

it('[CF7] a mistake in it that the check of another version let through is to blame too', () => {
  const { data } = saved()
  writeFileSync(data.config, '{"lane":{"confrim":1}}')
  keepTrial(data.trial, {
    format: 'regrade-trial/1',
    saved: hashOf('{"lane":{"confrim":1}}'),
    before: null,
    starts: 0,
  })
  let thrown: unknown
  try {
    openConfig(undefined, data)
  } catch (fault) {
    thrown = fault
  }
  expect(blamed(thrown, undefined, data)).toBe(true)
  expect(openConfig(undefined, data)).toMatchObject({
    from: undefined,
    config: { station: { name: 'Dock 1' } },
  })
})

it('[CF7] ended with it twice without a word, it is not used any more; a power cut alone does not do it', () => {
  const { data } = saved()
  expect([runs(data), runs(data), runs(data), runs(data)]).toEqual(['New', 'New', 'Before', 'Before'])
})

it('[CF7] what is not its fault is not counted', () => {
  const { data } = saved()
  for (const code of ['PORT_IN_USE', 'DISK_FULL', 'LEDGER_BUSY', 'LEDGER_BUSY'] as const) {
    expect(runs(data)).toBe('New')
    expect(blamed(new Fault(code, 'x'), undefined, data)).toBe(false)
  }
})

it('[CF3] [CF7] each change is in the trail, and one the station could not start with, once', () => {
  const { data } = saved(null)
  const settings = new Map<string, string>()
  const trail: string[] = []
  const ledger = {
    setting: (key: string) => settings.get(key),
    saveSetting: (key: string, value: string) => void settings.set(key, value),
    audit: ({ actor, action, detail }: { actor: string; action: string; detail: string }) => {
      trail.push(`${actor} ${action} ${action === 'config.refused' ? JSON.parse(detail).why : ''}`.trim())
    },
  }
  const start = () => auditConfig(ledger as never, openConfig(undefined, data))
  start()
  blamed(new Error('listen EADDRNOTAVAIL'), undefined, data)
  for (const _ of [1, 2]) start()
  expect(trail).toEqual([
    'station config.changed',
    'station config.changed',
    'station config.refused listen EADDRNOTAVAIL',
  ])
})
