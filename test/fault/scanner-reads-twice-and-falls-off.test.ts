import { expect, it } from 'vitest'
import { simulatedScanner } from '../../drivers/scanner/simulated.ts'
import { realClock } from '../rigs/real-clock.ts'

it('[SC1] a hostile scanner repeats and loses codes, but never merges, splits or invents one', async () => {
  const scanner = simulatedScanner({ name: 'Dock scanner', grade: 'hostile', seed: 11 }, realClock(200))
  const states = new Set<string>()
  scanner.onState(({ kind }) => states.add(kind))
  const codes = Array.from({ length: 120 }, (_, index) => `(01)04006381333931\x1d(21)${index}`)
  for (const code of codes) await scanner.present(code)
  const reading = (async () => {
    const texts: string[] = []
    for await (const { text } of scanner.scans()) {
      texts.push(text)
      if (text === codes.at(-1)) break
    }
    return texts
  })()
  const got = await reading
  expect(got.filter((text) => !codes.includes(text))).toEqual([])
  const order = got.map((text) => codes.indexOf(text))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(got.length).toBeGreaterThan(codes.length * 0.8)
  expect(new Set(got).size).toBeLessThan(got.length)
  expect(states).toContain('lost')
  await scanner.close()
})
