import { expect, it } from 'vitest'
import { drawn, frameOf, red } from '../rigs/eyes/drawn-frames.ts'
import { eyesBeforeAll } from '../rigs/eyes/eyes-before-all.ts'

const eyes = eyesBeforeAll()
const spots = [{ x: 0.4, y: 0.4, width: 0.2, height: 0.2, colour: red }]

it('[PI3] a CMYK photograph is judged in its colours: a red stain is found, where it is', async () => {
  const bytes = await drawn({ spots }).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
  const { inference, quality } = await eyes.ask(frameOf(bytes))
  expect(quality.verdict).toBe('good')
  expect(inference).toMatchObject({
    status: 'done',
    findings: [
      { type: 'superficial', view: { region: { x: expect.closeTo(0.4, 1), y: expect.closeTo(0.4, 1) } } },
    ],
  })
})
