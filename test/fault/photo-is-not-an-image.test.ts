import sharp from 'sharp'
import { expect, it } from 'vitest'
import { drawn, frameOf } from '../rigs/eyes/drawn-frames.ts'
import { eyesBeforeAll } from '../rigs/eyes/eyes-before-all.ts'
import { diceOf } from '../rigs/seeded.ts'

const eyes = eyesBeforeAll()
const text = (value: string) => new TextEncoder().encode(value)

const strangers: Record<string, () => Promise<Uint8Array>> = {
  nothing: async () => new Uint8Array(),
  'a web page': async () => text('<!doctype html><title>401 Unauthorized</title>'),
  'an SVG drawing': async () => text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  'a WebP picture': () => drawn().webp().toBuffer(),
  'a TIFF picture': () => drawn().tiff().toBuffer(),
  'a GIF picture': () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .gif()
      .toBuffer(),
  'the first three bytes of a JPEG': async () => Uint8Array.of(0xff, 0xd8, 0xff),
  'noise behind the first bytes of a JPEG': async () => {
    const dice = diceOf(5)
    return Uint8Array.from({ length: 20_000 }, (_, i) => [0xff, 0xd8, 0xff][i] ?? dice() * 256)
  },
}

it.each(Object.keys(strangers))('[PI1] %s is unreadable', async (name) => {
  const { inference, quality } = await eyes.ask(frameOf(await strangers[name]!()))
  expect(quality).toMatchObject({ verdict: 'unreadable', width: 0, height: 0 })
  expect(inference).toMatchObject({ status: 'unsure', why: 'unreadable_photo' })
})

it('[PI1] two hundred damaged photographs are each read or unreadable, and none ends the process', async () => {
  const whole = await drawn({ width: 320, height: 240 }).jpeg().toBuffer()
  const dice = diceOf(11)
  const seen = new Set<string>()
  for (let photo = 0; photo < 200; photo++) {
    const damaged = Buffer.from(whole)
    for (let hit = 0; hit < 12; hit++) damaged[Math.floor(dice() * damaged.length)] = Math.floor(dice() * 256)
    const { inference } = await eyes.ask(frameOf(damaged))
    seen.add(inference.status === 'done' ? 'done' : inference.why)
  }
  // smeared colours that were read may look like two items on a bench
  seen.delete('two_items')
  expect([...seen].sort()).toEqual(['done', 'unreadable_photo'])
})
