import { expect, it } from 'vitest'
import { openHatch, readSpot } from '../../../models/onnx/hatch.ts'
import { KeptReferences, SentReferences, type SentView } from '../../../models/onnx/sent-patches.ts'
import type { BesideView, Patches } from '../../../models/port.ts'

const nothing = (): never => {
  throw new Error('nothing lies in a hatch')
}
const reference = (n: number): Patches => ({
  ...{ size: 2, down: 1, across: 2 },
  values: Int8Array.of(n, n + 1, n + 2, n + 3),
})
const view = (references: readonly Patches[]): BesideView => ({
  ...{ role: 'top', inPlace: true, references },
  crop: Uint8Array.of(1, 2, 3),
})
const numbersIn = (views: readonly SentView[]) =>
  views.flatMap((one) => one.references).reduce((sum, one) => sum + one.values.length, 0)

it('[OW8] a reference crosses to the owner once, and the owner has its numbers every time', () => {
  const [sent, kept] = [new SentReferences(), new KeptReferences(nothing)]
  const views = [view([reference(1), reference(2)]), view([reference(3)])]
  const first = sent.lighten(1, views)
  expect(numbersIn(first)).toBe(12)
  expect(kept.whole(first)).toEqual(views)
  const again = sent.lighten(2, views)
  expect(numbersIn(again)).toBe(0)
  expect(kept.whole(again)).toEqual(views)
})

it('[OW8] of many references the owner keeps the last sixty-four; an older one crosses again', () => {
  const [sent, kept] = [new SentReferences(), new KeptReferences(nothing)]
  const many = Array.from({ length: 65 }, (_, n) => reference(n))
  kept.whole(sent.lighten(1, [view(many)]))
  const asked = [view([many[1]!, many[0]!, many[64]!])]
  const light = sent.lighten(2, asked)
  expect(light[0]?.references.map((one) => one.values.length)).toEqual([0, 4, 0])
  expect(kept.whole(light)).toEqual(asked)
})

it('[OW8] another owner is sent every reference', () => {
  const sent = new SentReferences()
  const views = [view([reference(1)])]
  sent.lighten(1, views)
  sent.forget()
  expect(new KeptReferences(nothing).whole(sent.lighten(2, views))).toEqual(views)
})

const unnamed = process.platform === 'win32' ? it.todo : it

unnamed('[OW8] crops and references go through the hatch', () => {
  const hatch = openHatch()!
  const [sent, kept] = [new SentReferences(hatch), new KeptReferences((spot) => readSpot(hatch.fd, spot))]
  const views = [view([reference(1), reference(2)])]
  const light = sent.lighten(1, views)
  expect([numbersIn(light), light[0]?.crop.length]).toEqual([0, 0])
  expect(kept.whole(light)).toEqual(views)
  hatch.answered(1)
  expect(hatch.put(2, Uint8Array.of(1))).toEqual({ at: 0, length: 1 })
  hatch.close()
})
