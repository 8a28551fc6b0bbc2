import { describe, expect, it } from 'vitest'
import { photoFault } from '../../models/onnx/unusable.ts'
import { drawn, frameOf } from '../rigs/eyes/drawn-frames.ts'
import { eyesBeforeAll } from '../rigs/eyes/eyes-before-all.ts'

const eyes = eyesBeforeAll()

describe.each(['jpeg', 'png'] as const)('a cut off %s', (format) => {
  it.each([0.02, 0.5, 0.98])('[PI4] of which %d is left is unreadable, with a sentence', async (left) => {
    const whole = await drawn()[format]().toBuffer()
    const { inference, quality } = await eyes.ask(
      frameOf(whole.subarray(0, Math.floor(whole.length * left)), 'left'),
    )
    expect(quality.verdict).toBe('unreadable')
    expect(inference).toMatchObject({
      status: 'unsure',
      why: 'unreadable_photo',
      detail: 'The photograph "left" is damaged, cut off, or neither JPEG nor PNG; take it again.',
    })
    expect(photoFault('left', quality)).toMatchObject({ code: 'PHOTO_UNREADABLE', remedy: 'ask-operator' })
  })
})

it('[PI4] the whole photograph is read', async () => {
  const { inference, quality } = await eyes.ask(frameOf(await drawn().jpeg().toBuffer()))
  expect(quality.verdict).toBe('good')
  expect(inference.status).toBe('done')
})
