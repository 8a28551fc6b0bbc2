import { expect, it } from 'vitest'
import type { Finding, MemoryWord } from '../../../../main/kernel/finding.ts'
import {
  itemBlocks,
  itemFeatures,
  type ViewFeatures,
  viewsFeatures,
} from '../../../../models/learning/features.ts'
import { diceOf } from '../../../../models/learning/measures.ts'
import { voicesOf } from '../../../../models/learning/voices.ts'

function view(seed: number, cut = false): ViewFeatures {
  const dice = diceOf(seed)
  const pixels = Uint8Array.from({ length: 24 * 16 * 3 }, () => Math.floor(dice() * 256))
  return { embedding: [dice(), dice(), dice()], picture: { width: 24, height: 16, pixels }, cut }
}

const tear: Finding = {
  ...{ type: 'penetration', severity: 'major', score: 0.9, source: 'model', sizePercent: 4 },
  view: { role: 'top', region: { x: 0, y: 0, width: 0.2, height: 0.2 } },
}
const word: MemoryWord = {
  ...{ role: 'top', units: 4, says: 'verdict', different: true, score: 7, registered: true },
}
const views = viewsFeatures('pack@1.0.0', [view(1)])

it('[LE9] the order of the views changes nothing, and any number of them gives one length', () => {
  const three = viewsFeatures('pack@1.0.0', [view(1), view(2), view(3)])
  expect(viewsFeatures('pack@1.0.0', [view(3), view(1), view(2)])).toEqual(three)
  expect(views.values).toHaveLength(three.values.length)
  expect(three.pack).toBe('pack@1.0.0')
  expect([...three.values].every(Number.isFinite)).toBe(true)
})

it('[LE9] what models found is in the vector, and hints apart from it; what a person said is not', () => {
  const bare = itemFeatures(views, { findings: [] })
  const told = itemFeatures(views, { findings: [{ ...tear, source: 'checklist' }] })
  const saw = itemFeatures(views, { findings: [tear] })
  const hinted = itemFeatures(views, { findings: [{ ...tear, hint: true }] })
  expect(told).toEqual(bare)
  expect(saw).not.toEqual(bare)
  expect(hinted).not.toEqual(bare)
  expect(hinted).not.toEqual(saw)
  expect(saw.values).toHaveLength(bare.values.length)
  expect(bare.values.subarray(0, views.values.length)).toEqual(views.values)
})

it('[LE9] what whole units said is in the vector; one of too few units says nothing, and no score is without end', () => {
  const bare = itemFeatures(views, { findings: [] })
  const known = itemFeatures(views, { findings: [], memory: [word] })
  expect(known).not.toEqual(bare)
  expect(itemFeatures(views, { findings: [], memory: [{ ...word, says: 'nothing' }] })).toEqual(bare)
  const [far, farther] = [1e6, 1e9].map((score) =>
    itemFeatures(views, { findings: [], memory: [{ ...word, score }] }),
  )
  expect(far).toEqual(farther)
})

it('[LE9] whole units say how many times as far off an item is, so that a scratch is heard beside a part that is gone', () => {
  const farthest = (score: number) =>
    itemFeatures(views, { findings: [], memory: [{ ...word, score }] }).values.at(-3)!
  expect([-1, 0, 1].map((sign) => farthest(2 * sign))).toEqual(
    [-1, 0, 1].map((sign) => Math.fround(sign * Math.log(3))),
  )
  expect(farthest(4) - farthest(2)).toBeGreaterThan(farthest(19) - farthest(15))
})

it('[LE9] a picture of one pixel and a pack without an embedding still have features', () => {
  const one = { embedding: [], cut: false, picture: { width: 1, height: 1, pixels: Uint8Array.of(9, 9, 9) } }
  expect([...viewsFeatures('p', [one]).values].every(Number.isFinite)).toBe(true)
})

it('[LE14] items cut out by the empty stage and whole views are never learnt from together', () => {
  const layoutOf = (...cuts: boolean[]) =>
    itemFeatures(
      viewsFeatures(
        'p',
        cuts.map((cut, i) => view(i, cut)),
      ),
      { findings: [] },
    ).layout
  expect(new Set([layoutOf(true, true), layoutOf(false, false), layoutOf(true, false)]).size).toBe(3)
  expect(layoutOf(true)).toBe(layoutOf(true, true))
})

it('[LE15] what the memory says is heard twice as loud as all other blocks together, and each of those alike', () => {
  const blocks = itemBlocks(itemFeatures(views, { findings: [] }).values.length)
  const lengths = blocks.map((block) => (typeof block === 'number' ? block : block[0]))
  const voices = voicesOf(blocks)
  const heard = lengths.map((length, block) => {
    const from = lengths.slice(0, block).reduce((sum, one) => sum + one, 0)
    return voices.subarray(from, from + length).reduce((sum, voice) => sum + voice ** 2, 0)
  })
  const others = heard.slice(0, -1)
  for (const one of others) expect(one).toBeCloseTo(others[0]!)
  // loudness is a factor, what is summed up its square
  expect(heard.at(-1)).toBeCloseTo(2 ** 2 * others.reduce((sum, one) => sum + one, 0))
})
