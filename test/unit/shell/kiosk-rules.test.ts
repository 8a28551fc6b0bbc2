import { describe, expect, it } from 'vitest'
import { mayNavigate, mayUse, stationAddress } from '../../../main/shell/kiosk-rules.ts'

const station = 'http://127.0.0.1:4310'

describe('where the kiosk window may go', () => {
  it.each(['http://127.0.0.1:4310/', 'http://127.0.0.1:4310/review?x=1#y'])('%s is the station', (url) => {
    expect(mayNavigate(station, url)).toBe(true)
  })

  it.each([
    'http://127.0.0.1:4320/',
    'http://localhost:4310/',
    'https://127.0.0.1:4310/',
    'http://127.0.0.1:4310.evil.example/',
    'http://127.0.0.1:4310@evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'blob:http://127.0.0.1:4310/1',
    'about:blank',
    'not an address',
    '',
  ])('[SH8] %s is not', (url) => {
    expect(mayNavigate(station, url)).toBe(false)
  })
})

describe('what a page in the kiosk may use', () => {
  const camera = { permission: 'media', from: station, media: ['video'] }

  it('the camera, on the station', () => {
    expect(mayUse(station, camera)).toBe(true)
  })

  it.each([
    { ...camera, from: 'http://evil.example/' },
    { ...camera, media: ['audio'] },
    { ...camera, media: ['video', 'audio'] },
    { ...camera, media: [] },
    { ...camera, permission: 'geolocation' },
    { ...camera, permission: 'serial' },
    { ...camera, permission: 'openExternal' },
  ])('[SH9] nothing else: %j', (asked) => {
    expect(mayUse(station, asked)).toBe(false)
  })
})

describe('the address the kiosk is told', () => {
  it('is http on this machine', () => {
    expect(stationAddress('http://127.0.0.1:4310')).toBe(station)
    expect(stationAddress('http://localhost:1/')).toBe('http://localhost:1')
    expect(stationAddress('http://[::1]:4310')).toBe('http://[::1]:4310')
  })

  it('is this machine where the station listens everywhere', () => {
    expect(stationAddress('http://0.0.0.0:4310')).toBe(station)
    expect(stationAddress('http://[::]:4310')).toBe(station)
  })

  it.each([undefined, '', 'nonsense', 'https://127.0.0.1/', 'http://192.168.0.2/', 'file:///etc/passwd'])(
    '%s is refused',
    (text) => {
      expect(stationAddress(text)).toBeUndefined()
    },
  )
})
