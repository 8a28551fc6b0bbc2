import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { photoFault } from '../../models/onnx/unusable.ts'
import { drawn, drawnFrame, frameOf, red } from '../rigs/eyes/drawn-frames.ts'
import { eyesBeforeAll } from '../rigs/eyes/eyes-before-all.ts'

const eyes = eyesBeforeAll()
const spots = [{ x: 0.4, y: 0.4, width: 0.2, height: 0.2, colour: red }]
const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

it('[PI10] a photograph of one pixel is refused with its size and the least that is needed', async () => {
  const { inference, quality } = await eyes.ask(frameOf(await plain(1, 1, '#808080'), 'front'))
  const detail =
    'The photograph "front" is 1 x 1 pixels; each side needs at least 32. Set the camera to its usual size.'
  expect(quality).toMatchObject({ verdict: 'unreadable', width: 1, height: 1 })
  expect(photoFault('front', quality)).toMatchObject({ code: 'PHOTO_UNREADABLE', detail })
  expect(inference).toEqual({ status: 'unsure', why: 'unreadable_photo', detail })
})

describe('[PI11] nothing can be judged, and the sentence says why, in a', () => {
  it.each([
    ['black frame', () => plain(960, 540, '#000000'), 'dark', 'is too dark to see anything; check the light'],
    ['white frame', () => plain(960, 540, '#ffffff'), 'bright', 'is too bright to see anything'],
    [
      'photograph of the bare mat',
      () => drawn({ item: false }).jpeg().toBuffer(),
      'empty',
      'is of an empty stage; put the item in view and take it again.',
    ],
  ])('%s', async (_, made, verdict, sentence) => {
    const { inference, quality } = await eyes.ask(frameOf(await made()))
    expect(quality.verdict).toBe(verdict)
    expect(inference).toMatchObject({
      status: 'unsure',
      why: 'unreadable_photo',
      detail: expect.stringContaining(`The photograph "top" ${sentence}`),
    })
  })
})

it('[PI3] a 16-bit photograph is judged in its colours', async () => {
  const bytes = await drawn({ spots }).toColourspace('rgb16').png().toBuffer()
  const { inference, quality } = await eyes.ask(frameOf(bytes))
  expect(quality.verdict).toBe('good')
  expect(inference).toMatchObject({ status: 'done', findings: [{ type: 'superficial' }] })
})

it('[PI3] a grey photograph is judged, and what only a colour tells is not found', async () => {
  const bytes = await drawn({ spots }).toColourspace('b-w').jpeg().toBuffer()
  const { inference, quality } = await eyes.ask(frameOf(bytes))
  expect(quality.verdict).toBe('good')
  expect(inference).toMatchObject({ status: 'done', findings: [] })
})

it('[PI11] one photograph that shows something is judged as before', async () => {
  const { inference } = await eyes.ask(await drawnFrame({ spots }))
  expect(inference).toMatchObject({ status: 'done', findings: [{ type: 'superficial' }] })
})
