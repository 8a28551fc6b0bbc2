import { describe, expect, it } from 'vitest'
import { Fault } from '../../../main/kernel/fault.ts'
import { checkConfig, readConfig } from '../../../main/station/config.ts'

function refusal(value: unknown): string {
  try {
    checkConfig(value, 'station.json')
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Fault)
    return (thrown as Fault).detail
  }
  throw new Error('the configuration was accepted')
}

describe('[CF1] a wrong configuration', () => {
  it('names an unknown key and the keys allowed beside it', () => {
    expect(refusal({ lane: { confrim: 'always' } })).toBe(
      'station.json: unknown key lane.confrim; allowed here: confirm, verify, verifyMs, captureTimeoutMs, inferTimeoutMs.',
    )
  })

  it('names a wrong value, what was found and what is allowed', () => {
    expect(refusal({ lane: { confirm: 'sometimes' } })).toMatch(
      /^station\.json: lane\.confirm: found "sometimes"; .*"always"\|"when-unsure"\|"never"\.$/,
    )
  })

  it('names a missing key of a device', () => {
    expect(refusal({ printer: { driver: 'serial', name: 'Zebra' } })).toContain('printer.path: found nothing')
  })

  it('refuses two cameras of one role', () => {
    const camera = { driver: 'page', name: 'webcam', role: 'top' }
    expect(refusal({ cameras: [camera, camera] })).toContain('two cameras have the role top')
  })

  it('tells a file that is not there', () => {
    expect(() => readConfig('/nowhere/station.json')).toThrow(/cannot be read \(ENOENT\)/)
  })
})

it('[CF1] an empty configuration is a whole one', () => {
  const config = checkConfig({}, 'station.json')
  expect(config.lane.confirm).toBe('always')
  expect(config.listen.host).toBe('127.0.0.1')
})
