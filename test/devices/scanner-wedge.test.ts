import { expect, it } from 'vitest'
import { testText } from '../../main/kernel/test-code.ts'
import { gapsOf, learningRules, learnSpeed, rulesFor } from '../../renderer/kit/wedge-speed.ts'
import { outcomeOf } from '../../renderer/setup/scan-outcome.ts'
import { layoutFor } from '../../renderer/setup/test-code.ts'
import type { Country } from '../rigs/vm/guest/keyboard-layouts.ts'
import { gsByAlt, keysFor } from '../rigs/vm/guest/wedge-scanner.ts'
import { openWedge, slowKeyMs } from './wedge-bench.ts'

const countries = ['us', 'german', 'french'] as const

it('[WG1] [WG5] a scan through the kernel is whole: capital letters, punctuation, and GS in both ways it is typed', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  await wedge.scan(keysFor('0104006381333931\u001d21Ab-9/Z_:(x)\n'))
  await wedge.scan([...keysFor('01040063'), ...gsByAlt, ...keysFor('21Q\n')])
  expect(page.scans).toEqual(['0104006381333931\u001d21Ab-9/Z_:(x)', '01040063\u001d21Q'])
  console.log(`keys came after ${gapsOf(page.times).map(Math.round).join(' ')} ms`)
})

it('[WG2] [WG7] a person who types before, between and after scans, and holds a key down, is kept out', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  await wedge.type('hello 12', 130)
  await wedge.scan(keysFor('4006381333931\n'))
  await wedge.pause()
  await wedge.type('see shelf 4\n', 110)
  await wedge.hold('Digit1')
  await wedge.pause()
  await wedge.scan(keysFor('4006381333948\n'))
  expect(page.scans).toEqual(['4006381333931', '4006381333948'])
})

it('[WG1] [WG8] twenty scans, by fives without a pause, are twenty scans', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  const codes = Array.from({ length: 20 }, (_, index) => `CODE-${100_000 + index * 7}`)
  for (let at = 0; at < codes.length; at += 5)
    await wedge.scan(codes.slice(at, at + 5).flatMap((code) => keysFor(`${code}\n`)))
  expect(page.scans).toEqual(codes)
})

it('[WG12] a scanner as slow as 45 ms a key is learnt by the kernel’s times, heard from then on, and a person still is none', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  await wedge.scan(keysFor(`${testText}\n`), slowKeyMs)
  expect(page.scans).toEqual([])
  page.rules = learningRules
  const gaps: (readonly number[])[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    await wedge.pause(learningRules.maxGapMs + 50)
    await wedge.scan(keysFor(`${testText}\n`), slowKeyMs)
    gaps.push(page.typed?.gaps ?? [])
  }
  const speed = learnSpeed(gaps)
  console.log(`learnt: ${JSON.stringify(speed)}`)
  if (typeof speed === 'number') throw new Error(`too slow to be learnt: ${speed} ms`)
  page.rules = rulesFor(speed)
  await wedge.scan(keysFor('4006381333931\n'), slowKeyMs)
  await wedge.pause()
  await wedge.type('shelf 4711\n', 120)
  expect(page.scans).toEqual([testText, testText, testText, '4006381333931'])
})

it('[WG6] [WG11] a scanner set to another keyboard than the computer is told by the code of the set-up screen', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  const outcomes: [scanner: Country, computer: Country, said: string, next: string][] = []
  for (const scanner of countries)
    for (const computer of countries) {
      Object.assign(page, { country: computer, layout: 'system' })
      await wedge.scan(keysFor(`${testText}\n`, scanner))
      const said = outcomeOf(page.scans.at(-1) ?? '', page.typed!)
      page.layout = layoutFor(page.typed!.readings) ?? page.layout
      await wedge.scan(keysFor('Lot-Z/Y_4:7\n', scanner))
      outcomes.push([scanner, computer, said, page.scans.at(-1) === 'Lot-Z/Y_4:7' ? 'right' : 'wrong'])
    }
  expect(outcomes).toEqual([
    ['us', 'us', 'right', 'right'],
    ['us', 'german', 'switched', 'right'],
    ['us', 'french', 'switched', 'right'],
    ['german', 'us', 'german', 'wrong'],
    ['german', 'german', 'right', 'right'],
    ['german', 'french', 'german', 'wrong'],
    ['french', 'us', 'french', 'wrong'],
    ['french', 'german', 'french', 'wrong'],
    ['french', 'french', 'right', 'right'],
  ])
})

it('[WG11] Caps Lock is told from a wrong keyboard', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  await wedge.scan([{ code: 'CapsLock' }])
  await wedge.scan(keysFor(`${testText}\n`))
  expect(outcomeOf(page.scans[0] ?? '', page.typed!)).toBe('caps')
})

it('[WG4] [WG13] pulled out in mid-scan leaves no half, and the next scan after it is back is whole; without any suffix it is heard too', async () => {
  const wedge = await openWedge()
  const { page } = wedge
  await wedge.scan(keysFor('4006381333931\n'))
  for (const half of ['40063', '40063813339', '4006381333']) {
    await wedge.scan(keysFor(half))
    await wedge.pullOutAndIn()
    await wedge.pause()
    await wedge.scan(keysFor('4006381333948\n'))
  }
  expect(page.scans).toEqual(['4006381333931', ...Array.from({ length: 3 }, () => '4006381333948')])
  for (let turn = 0; turn < 3; turn += 1) {
    await wedge.pause()
    await wedge.scan(keysFor('SHELF-0042'))
    page.silence()
  }
  expect(page.scans.slice(4)).toEqual(['SHELF-0042', 'SHELF-0042'])
})
