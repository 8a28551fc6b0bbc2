import sharp from 'sharp'
import { expect, it } from 'vitest'
import { drawn, frameOf, red } from '../rigs/eyes/drawn-frames.ts'
import { eyesBeforeAll } from '../rigs/eyes/eyes-before-all.ts'

const eyes = eyesBeforeAll()

/** Upright, the stain lies right of the middle and high up. */
const spots = [{ x: 0.7, y: 0.1, width: 0.15, height: 0.1, colour: red }]

/** For each EXIF orientation, how a camera held so stores the upright picture: turned clockwise, then mirrored. */
const stored = [
  { orientation: 1, turn: 0, mirrored: false },
  { orientation: 2, turn: 0, mirrored: true },
  { orientation: 3, turn: 180, mirrored: false },
  { orientation: 4, turn: 180, mirrored: true },
  { orientation: 6, turn: 270, mirrored: false },
  { orientation: 8, turn: 90, mirrored: false },
]

it.each(stored)('[PI2] EXIF orientation $orientation: measured and judged upright', async (way) => {
  const upright = await drawn({ width: 640, height: 480, spots }).png().toBuffer()
  const turned = sharp(await sharp(upright).rotate(way.turn).png().toBuffer())
  const bytes = await (way.mirrored ? turned.flop() : turned)
    .withMetadata({ orientation: way.orientation })
    .jpeg({ quality: 95 })
    .toBuffer()
  const { inference, quality } = await eyes.ask(frameOf(bytes))
  expect(quality).toMatchObject({ verdict: 'good', width: 640, height: 480 })
  expect(inference.status === 'done' && inference.findings).toMatchObject([
    {
      type: 'superficial',
      view: {
        region: {
          x: expect.closeTo(0.7, 1),
          y: expect.closeTo(0.1, 1),
          width: expect.closeTo(0.15, 1),
          height: expect.closeTo(0.1, 1),
        },
      },
    },
  ])
})
