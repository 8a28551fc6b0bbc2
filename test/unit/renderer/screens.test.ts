import { describe, expect, it } from 'vitest'
import type { DevicesView, LaneView } from '../../../main/api/views.ts'
import { chipsOf, mainTrouble } from '../../../renderer/frame/device-health.ts'
import { deviceTitle, listedDevices } from '../../../renderer/frame/device-list.ts'
import { screenFor } from '../../../renderer/frame/nav.tsx'
import { diskCare } from '../../../renderer/health/disk-care.ts'
import { numberFindings, tellingRole } from '../../../renderer/kit/number-findings.ts'
import { ownWords, reasonTree } from '../../../renderer/kit/reason-tree.ts'
import { addressOf, routeOf } from '../../../renderer/kit/route.ts'
import type { Words } from '../../../renderer/kit/words.ts'
import { outcomeOf } from '../../../renderer/lane/outcome.ts'
import { cameraFor } from '../../../renderer/lane/page-camera.ts'
import { soundFor } from '../../../renderer/lane/use-lane-sounds.ts'
import { progressOf } from '../../../renderer/lane/view-list.tsx'
import { neighbour } from '../../../renderer/review/neighbour.ts'
import { whyEmpty } from '../../../renderer/review/use-queue.ts'
import { isLastAdmin } from '../../../renderer/setup/people-section.tsx'
import { devicesFine, devicesInTrouble, findings, laneFaces, shots } from '../../rigs/fake-lane-views.ts'

describe('where one is', () => {
  it('addresses go both ways', () => {
    expect(routeOf(addressOf('review', 'a/b ü'))).toEqual({ screen: 'review', detail: 'a/b ü' })
    expect(routeOf('#/nowhere/x')).toEqual({ screen: undefined, detail: 'x' })
    expect(routeOf('')).toEqual({ screen: undefined, detail: undefined })
  })

  it('[PG2] a role gets its screens and no others', () => {
    expect(screenFor('operator', 'review')).toBe('lane')
    expect(screenFor('operator', 'setup')).toBe('lane')
    expect(screenFor('supervisor', 'setup')).toBe('review')
    expect(screenFor('supervisor', undefined)).toBe('review')
    expect(screenFor('admin', 'setup')).toBe('setup')
    expect(screenFor('operator', 'health')).toBe('health')
  })

  it('stepping stops at the ends of the queue', () => {
    const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
    expect(neighbour(rows, 'a', 1)).toBe('b')
    expect(neighbour(rows, 'c', 1)).toBeUndefined()
    expect(neighbour(rows, 'a', -1)).toBeUndefined()
    expect(neighbour(rows, 'gone', 1)).toBe('a')
  })
})

describe('the strip', () => {
  it('[PG4] is quiet while all is well', () => {
    expect(chipsOf(devicesFine).map(({ care }) => care)).toEqual(['fine', 'fine', 'fine', 'fine', 'fine'])
    expect(mainTrouble(chipsOf(devicesFine))).toBeUndefined()
  })

  it('[PG4] shows a group by its worst member, and its count', () => {
    const chips = chipsOf(devicesInTrouble)
    expect(chips.find(({ name }) => name === 'cameras')).toMatchObject({ care: 'act', fault: 'CAMERA_LOST' })
    expect(chips.find(({ name }) => name === 'network')).toMatchObject({ care: 'look', count: 128 })
    expect(chips.find(({ name }) => name === 'printer')).toMatchObject({ count: 3 })
  })

  it('[PG4] has one sentence, first for what needs hands', () => {
    expect(mainTrouble(chipsOf(devicesInTrouble))?.fault).toBe('PRINTER_EMPTY')
    const offline: DevicesView = { ...devicesFine, network: devicesInTrouble.network }
    expect(mainTrouble(chipsOf(offline))?.fault).toBe('UPLINK_OFFLINE')
  })

  it('[PG4] no device at all is not set up', () => {
    const bare: DevicesView = { ...devicesFine, scanners: [], cameras: [] }
    expect(chipsOf(bare).find(({ name }) => name === 'scanner')).toMatchObject({ state: 'unconfigured' })
  })
})

describe('the list of devices', () => {
  it('[PG24] has every device with its role, scale and signal light too', () => {
    const scale = { name: 'Bench scale', driver: 'serial', state: { kind: 'ready' } } as const
    const signal = { name: 'Light', driver: 'relay', state: { kind: 'opening' } } as const
    const listed = listedDevices({ ...devicesFine, scale, signal })
    expect(listed.map(({ group, role, device }) => [group, role, device.name])).toEqual([
      ['printer', undefined, 'Label printer'],
      ['scanner', undefined, 'Hand scanner'],
      ['cameras', 'top', 'Camera top'],
      ['cameras', 'left', 'Camera left'],
      ['cameras', 'right', 'Camera right'],
      ['scale', undefined, 'Bench scale'],
      ['signal', undefined, 'Light'],
    ])
  })

  it('[PG24] tells a group without a device as not set up, by what it is', () => {
    const unset = {
      name: 'printer',
      driver: 'none',
      state: { kind: 'unconfigured' },
      waitingJobs: 0,
    } as const
    const listed = listedDevices({ ...devicesFine, scanners: [], cameras: [], printer: unset })
    expect(listed.map(({ group, device }) => [group, device.state.kind])).toEqual([
      ['printer', 'unconfigured'],
      ['scanner', 'unconfigured'],
      ['cameras', 'unconfigured'],
    ])
    const t = ((key: string) => key) as Words['t']
    expect(listed.map((each) => deviceTitle({ t }, each))).toEqual([
      'strip.printer',
      'strip.scanner',
      'strip.cameras',
    ])
  })
})

it('[PG25] an empty queue says why: nothing fits, nothing waits, or nothing was recorded', () => {
  expect(whyEmpty({ which: 'open' })).toBe('review.nothing')
  expect(whyEmpty({ which: 'all' })).toBe('history.none')
  expect(whyEmpty({ which: 'open', text: 'kettle' })).toBe('review.noneFits')
  expect(whyEmpty({ which: 'all', grade: 'A' })).toBe('review.noneFits')
})

it('[PG26] the last active admin stays', () => {
  const [first, second] = ['a1', 'a2'].map(
    (id) => ({ id, name: id, role: 'admin', hasBadge: false, active: true }) as const,
  )
  const operator = { ...first!, id: 'o1', role: 'operator' } as const
  expect(isLastAdmin(first!, [first!, operator])).toBe(true)
  expect(isLastAdmin(operator, [first!, operator])).toBe(false)
  expect(isLastAdmin(first!, [first!, second!])).toBe(false)
  expect(isLastAdmin(first!, [first!, { ...second!, active: false }])).toBe(true)
  expect(isLastAdmin({ ...second!, active: false }, [first!, { ...second!, active: false }])).toBe(false)
})

describe('the lane', () => {
  const at = (state: LaneView['state'], outcome?: string) => ({ state, outcome })

  it('[PG3] an outcome is heard once, and opening the page is silent', () => {
    expect(soundFor({ state: undefined, outcome: undefined }, at('scan', 'x'), 'restock')).toBeUndefined()
    expect(soundFor(at('proposing'), at('confirmed', 'x'), 'recycle')).toBe('recycle')
    expect(soundFor(at('confirmed', 'x'), at('printing', 'x'), 'recycle')).toBeUndefined()
    expect(soundFor(at('printing', 'x'), at('scan', 'x'), 'recycle')).toBeUndefined()
  })

  it('[PG3] a scan ticks and trouble sounds', () => {
    expect(soundFor(at('scan'), at('identified'))).toBe('scanned')
    expect(soundFor(at('capturing'), at('asking'))).toBe('trouble')
    expect(soundFor(at('committing'), at('stopped'))).toBe('trouble')
    expect(soundFor(at('checking'), at('checking'))).toBeUndefined()
  })

  it('[PG5] a held item is quarantine', () => {
    expect(outcomeOf(laneFaces['scan-after-held'])).toMatchObject({ disposition: 'quarantine', held: true })
    const item = laneFaces.committing.item!
    const decision = { ...item.decision!, disposition: 'restock' as const, held: true }
    expect(outcomeOf({ ...laneFaces.committing, item: { ...item, decision } })?.disposition).toBe(
      'quarantine',
    )
  })

  it('[PG5] nothing is signed before it is decided', () => {
    expect(outcomeOf(laneFaces.proposing)).toBeUndefined()
    expect(outcomeOf({ ...laneFaces.checking, last: laneFaces['scan-after'].last! })).toBeUndefined()
  })

  it('each view tells how far it is', () => {
    expect(
      progressOf(laneFaces['capturing-page'], 'left').map(({ role, progress }) => [role, progress]),
    ).toEqual([
      ['top', 'done'],
      ['left', 'now'],
      ['label', 'waiting'],
    ])
    const sent = { wanted: [{ role: 'label' as const, source: 'page' as const }] }
    expect(progressOf(sent, 'label', ['left', 'label'])).toEqual([
      { role: 'left', progress: 'done' },
      { role: 'label', progress: 'now' },
    ])
    expect(progressOf(laneFaces['capturing-again']).at(-1)).toEqual({ role: 'right', progress: 'again' })
  })

  it('a camera is the one chosen, else by place, else the first', () => {
    expect(cameraFor(['a', 'b'], 'b', 0)).toBe('b')
    expect(cameraFor(['a', 'b'], 'gone', 1)).toBe('b')
    expect(cameraFor(['a'], undefined, 3)).toBe('a')
    expect(cameraFor([], undefined, 0)).toBeUndefined()
  })
})

describe('findings', () => {
  it('keep their numbers, and show the gravest view first', () => {
    expect(numberFindings(findings, [1]).map(({ number, rejected }) => [number, rejected])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ])
    expect(tellingRole(shots, findings)).toBe('top')
    expect(tellingRole(shots, findings.slice(2))).toBe('left')
    expect(tellingRole(shots, [])).toBe('top')
    expect(tellingRole([], findings)).toBeUndefined()
  })

  it('reasons stand as a tree of two levels', () => {
    expect(reasonTree(['body.torn', 'other', 'body.dented'])).toEqual([
      { name: 'body', codes: ['body.torn', 'body.dented'] },
      { name: 'other', codes: ['other'] },
    ])
  })

  it('a reason and its part have the words the policy gives them', () => {
    const part = { en: 'Engine', de: 'Motor' }
    const reasons = [{ code: 'engine.dead', texts: { en: 'Does not start' }, part }]
    expect(ownWords('engine.dead', reasons)).toEqual({ en: 'Does not start' })
    expect(ownWords('engine', reasons)).toBe(part)
    expect(ownWords('body', reasons)).toBeUndefined()
  })
})

it('a disk asks for a look below a tenth and for hands below 2 GB', () => {
  expect(diskCare({ freeBytes: 60e9, totalBytes: 500e9, path: '' })).toBe('fine')
  expect(diskCare({ freeBytes: 40e9, totalBytes: 500e9, path: '' })).toBe('look')
  expect(diskCare({ freeBytes: 1e9, totalBytes: 500e9, path: '' })).toBe('act')
})
