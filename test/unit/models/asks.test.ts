import { expect, it } from 'vitest'
import { Asks } from '../../../models/onnx/asks.ts'
import type { Answer, ToOwner } from '../../../models/onnx/messages.ts'
import { frameOf } from '../../rigs/eyes/drawn-frames.ts'
import { handClock } from '../../rigs/hand-clock.ts'

const said = (detail: string): Answer => ({ status: 'unsure', why: 'crashed', detail })
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Asks of an owner that notes what it is told and answers nothing by itself. */
function asking() {
  const clock = handClock()
  const told: string[] = []
  const owner = {
    tell: (message: ToOwner) => void told.push(`${message.kind} ${message.id}`),
    kill: () => void told.push('killed'),
  }
  const asks = new Asks(clock, () => owner)
  const put = (deadlineMs: number) =>
    asks.put({ kind: 'infer', frames: [] }, { deadlineMs, late: () => said('late'), fallen: said })
  const frame = frameOf(new Uint8Array())
  const measure = () =>
    asks.put({ kind: 'measure', frame }, { deadlineMs: 1_000, late: () => said('late'), fallen: said })
  return { clock, told, asks, put, measure }
}

it('[OW1] nothing is asked before the owner listens, then one item at a time, in order', async () => {
  const { told, asks, put } = asking()
  const answers = [put(1_000), put(1_000)]
  expect(told).toEqual([])
  asks.opened()
  expect(told).toEqual(['ask 1'])
  asks.answered(1, said('first'))
  expect(told).toEqual(['ask 1', 'ask 2'])
  asks.answered(2, said('second'))
  expect(await Promise.all(answers)).toEqual([said('first'), said('second')])
})

it('[OW1] beside the item that is judged one comparison runs and one is made ready, the next when one is done', async () => {
  const { told, asks, put } = asking()
  asks.opened()
  const none: Answer = { told: 'compared', compared: { status: 'done', model: 'm@1', views: [], runMs: 0 } }
  const compare = () =>
    asks.put({ kind: 'compare', views: [] }, { deadlineMs: 1_000, late: () => none, fallen: () => none })
  const answers = [put(1_000), compare(), compare(), compare()]
  expect(told).toEqual(['ask 1', 'ask 2', 'ask 3'])
  asks.answered(2, none)
  expect(told).toEqual(['ask 1', 'ask 2', 'ask 3', 'ask 4'])
  asks.answered(3, none)
  asks.answered(4, none)
  asks.answered(1, said('judged'))
  expect(await Promise.all(answers)).toEqual([said('judged'), none, none, none])
})

it('[OW1] of two comparisons the first falls with its owner, and the one made ready is asked of the next', async () => {
  const { told, asks } = asking()
  asks.opened()
  const compared = (detail: string): Answer => ({
    told: 'compared',
    compared: { status: 'unsure', why: 'crashed', detail },
  })
  const compare = () =>
    asks.put(
      { kind: 'compare', views: [] },
      { deadlineMs: 1_000, late: () => compared('late'), fallen: compared },
    )
  const answers = [compare(), compare()]
  asks.ended('ended')
  expect(await answers[0]).toEqual(compared('ended'))
  asks.opened()
  expect(told).toEqual(['ask 1', 'ask 2', 'ask 2'])
  asks.answered(2, compared('seen'))
  expect(await answers[1]).toEqual(compared('seen'))
})

it('[OW2] a comparison that is late while it was only made ready is given up, and its owner is not killed for it', async () => {
  const { clock, told, asks } = asking()
  asks.opened()
  const none: Answer = { told: 'compared', compared: { status: 'done', model: 'm@1', views: [], runMs: 0 } }
  const compare = (deadlineMs: number) =>
    asks.put({ kind: 'compare', views: [] }, { deadlineMs, late: () => none, fallen: () => none })
  const answers = [compare(5_000), compare(100)]
  clock.pass(100)
  await settle()
  clock.pass(1_000)
  await settle()
  expect(told).toEqual(['ask 1', 'ask 2', 'give-up 2'])
  clock.pass(4_000)
  await settle()
  clock.pass(1_000)
  await settle()
  expect(told.slice(3)).toEqual(['give-up 1', 'killed'])
  await Promise.all(answers)
})

it('[OW2] a late question is given up, and its owner killed only when it does not let go within a second', async () => {
  const { clock, told, asks, put } = asking()
  asks.opened()
  const answer = put(500)
  clock.pass(500)
  expect(await answer).toEqual(said('late'))
  expect(told).toEqual(['ask 1', 'give-up 1'])
  clock.pass(999)
  await settle()
  expect(told).not.toContain('killed')
  clock.pass(1)
  await settle()
  expect(told).toContain('killed')
})

it('[OW2] a late question about the learnt head never costs the item that is judged meanwhile', async () => {
  const { clock, told, asks, put } = asking()
  asks.opened()
  const none: Answer = { told: 'head', head: { kind: 'unknown' } }
  const judged = put(8_000)
  const head = asks.put({ kind: 'head' }, { deadlineMs: 1_000, late: () => none, fallen: () => none })
  clock.pass(1_000)
  expect(await head).toEqual(none)
  clock.pass(3_000)
  await settle()
  expect(told).toEqual(['ask 1', 'ask 2', 'give-up 2'])
  asks.answered(1, said('judged'))
  expect(await judged).toEqual(said('judged'))
})

it('[OW2] an owner that lets go of a late question is asked the next one and not killed', async () => {
  const { clock, told, asks, put } = asking()
  asks.opened()
  const late = put(500)
  const next = put(5_000)
  clock.pass(500)
  await late
  asks.answered(1, said('too late to count'))
  clock.pass(2_000)
  await settle()
  expect(told).toEqual(['ask 1', 'give-up 1', 'ask 2'])
  asks.answered(2, said('second'))
  expect(await late).toEqual(said('late'))
  expect(await next).toEqual(said('second'))
})

it('[OW2] a question whose time is over before its turn is never asked', async () => {
  const { clock, told, asks, put } = asking()
  asks.opened()
  const [first, second, third] = [put(1_000), put(100), put(1_000)]
  clock.pass(100)
  expect(await second).toEqual(said('late'))
  asks.answered(1, said('first'))
  asks.answered(3, said('third'))
  expect(await Promise.all([first, third])).toEqual([said('first'), said('third')])
  expect(told).toEqual(['ask 1', 'ask 3'])
})

it('[OW1] beside the item that is judged the five views of a rig are measured, the sixth when one is done', async () => {
  const { told, asks, put, measure } = asking()
  asks.opened()
  const answers = [put(1_000), put(1_000), measure(), measure(), measure()]
  const more = [measure(), measure(), measure()]
  const five = ['ask 1', 'ask 3', 'ask 4', 'ask 5', 'ask 6', 'ask 7']
  expect(told).toEqual(five)
  asks.answered(4, said('a frame'))
  expect(told).toEqual([...five, 'ask 8'])
  asks.ended('fell')
  expect(await Promise.all(more)).toEqual([said('fell'), said('fell'), said('fell')])
  expect(await Promise.all([answers[0], answers[2], answers[3], answers[4]])).toEqual([
    said('fell'),
    said('fell'),
    said('a frame'),
    said('fell'),
  ])
  asks.opened()
  expect(told.at(-1)).toBe('ask 2')
  asks.answered(2, said('second'))
  expect(await answers[1]).toEqual(said('second'))
})

it('[OW1] an answer to another question than the one asked is dropped', async () => {
  const { asks, put } = asking()
  asks.opened()
  const answer = put(1_000)
  asks.answered(7, said('stray'))
  asks.answered(1, said('right'))
  expect(await answer).toEqual(said('right'))
})
