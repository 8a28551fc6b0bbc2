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

  it.each([0, 11, 1.5, '2', null])('refuses %j copies of a label', (copies) => {
    for (const printer of [
      { driver: 'serial', name: 'Zebra', path: '/dev/ttyUSB0', copies },
      { driver: 'network', name: 'Zebra', host: '192.0.2.20', copies },
      { driver: 'usb', name: 'Zebra', copies },
    ])
      expect(refusal({ printer })).toMatch(
        new RegExp(`^station\\.json: printer\\.copies: found ${JSON.stringify(copies)}; .*(1|10|int|number)`),
      )
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

it('[CF1] a printer prints each label once unless told', () => {
  const printer = { driver: 'usb', name: 'Zebra' }
  expect(checkConfig({ printer }, 'station.json').printer?.copies).toBe(1)
  expect(checkConfig({ printer: { ...printer, copies: 10 } }, 'station.json').printer?.copies).toBe(10)
})
