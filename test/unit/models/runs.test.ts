import { expect, it } from 'vitest'
import type { Pack } from '../../../models/onnx/load-pack.ts'
import type { Picture } from '../../../models/onnx/picture.ts'
import { Runs } from '../../../models/onnx/runs.ts'
import type { Outputs } from '../../../models/onnx/session.ts'
import { Slots } from '../../../models/slots.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

const picture = (): Picture => ({
  ...{ width: 4, height: 4, place: { x: 0, y: 0, width: 4, height: 4 } },
  pixels: new Uint8Array(48),
})

/** A pack whose network counts its runs, and fails the first time where told. */
function counting(fails = false): { pack: Pack; count: () => number } {
  let runs = 0
  const run = async () => {
    runs += 1
    if (fails && runs === 1) throw new Error('out of memory')
    return {}
  }
  const session = { inputs: [], outputs: [], run }
  return { pack: { manifest: tinyManifest(new Uint8Array()), model: 'm@1', session }, count: () => runs }
}

it('[OW7] a picture that was run ahead is not run again when its item is judged, and its time still counts', async () => {
  const { pack, count } = counting()
  let now = 0
  const runs = new Runs(pack, () => (now += 5))
  const one = picture()
  const [ahead, judged] = await Promise.all([runs.of(one), runs.of(one)])
  expect(count()).toBe(1)
  expect(judged).toBe(ahead)
  expect(judged.runMs).toBe(5)
  await runs.of(picture())
  expect(count()).toBe(2)
})

it('[OW7] a run is given to the session while another is under way, and its time holds no waiting for that one', async () => {
  const gates: (() => void)[] = []
  const run = () => new Promise<Outputs>((ended) => gates.push(() => ended({})))
  const pack = { ...counting().pack, session: { inputs: [], outputs: [], run } }
  let now = 0
  const runs = new Runs(pack, () => now)
  const both = [runs.beside(picture(), []), runs.beside(picture(), [])]
  expect(gates).toHaveLength(2)
  now = 30
  gates[0]!()
  await both[0]
  now = 50
  gates[1]!()
  expect((await Promise.all(both)).map(({ runMs }) => runMs)).toEqual([30, 20])
  now = 100
  const later = runs.beside(picture(), [])
  now = 140
  gates[2]!()
  expect((await later).runMs).toBe(40)
})

it('[OW7] a run that failed is tried again', async () => {
  const { pack, count } = counting(true)
  const runs = new Runs(pack, () => 0)
  const one = picture()
  await expect(runs.of(one)).rejects.toThrow('out of memory')
  await expect(runs.of(one)).resolves.toMatchObject({ outputs: {} })
  expect(count()).toBe(2)
})

it('[OW1] two decodes at once, the others in the order they came, also after one that failed', async () => {
  const slots = new Slots(2)
  const order: string[] = []
  const gates = new Map<string, () => void>()
  const work = (name: string) =>
    slots.take(async () => {
      order.push(name)
      await new Promise<void>((open) => gates.set(name, open))
      if (name === 'a') throw new Error('damaged')
      return name
    })
  const all = ['a', 'b', 'c', 'd'].map((name) => work(name).catch(() => 'failed'))
  expect(order).toEqual(['a', 'b'])
  gates.get('a')?.()
  await all[0]
  await Promise.resolve()
  expect(order).toEqual(['a', 'b', 'c'])
  gates.get('b')?.()
  gates.get('c')?.()
  await all[2]
  await Promise.resolve()
  gates.get('d')?.()
  expect(await Promise.all(all)).toEqual(['failed', 'b', 'c', 'd'])
})
