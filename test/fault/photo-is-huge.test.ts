import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { photoFault } from '../../models/onnx/unusable.ts'
import { drawn, frameOf } from '../rigs/eyes/drawn-frames.ts'
import { eyesBeforeAll } from '../rigs/eyes/eyes-before-all.ts'

const eyes = eyesBeforeAll()

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#808890' } })
}

it('[PI5] a photograph of 100 megapixels is refused with its size and what is allowed', async () => {
  const bytes = await plain(10_000, 10_000).jpeg().toBuffer()
  const { inference, quality } = await eyes.ask(frameOf(bytes, 'front'))
  const detail =
    'The photograph "front" is 10000 x 10000 pixels (100 megapixels); set the camera to at most 50 megapixels.'
  expect(quality).toMatchObject({ verdict: 'unreadable', width: 10_000, height: 10_000 })
  expect(inference).toEqual({ status: 'unsure', why: 'unreadable_photo', detail })
  expect(photoFault('front', quality)).toMatchObject({ code: 'PHOTO_TOO_LARGE', detail })
})

it('[PI5] a small file that claims a billion pixels is refused by its header alone', async () => {
  const bytes = await plain(8, 8).png().toBuffer()
  const claimed = claiming(bytes, 40_000, 40_000)
  expect((await eyes.ask(frameOf(claimed))).quality).toMatchObject({ verdict: 'unreadable' })
})

it('[PI5] a photograph of 50 megapixels is judged', async () => {
  const huge = drawn().resize(8_192, 6_144, { fit: 'fill', kernel: 'nearest' })
  const { inference, quality } = await eyes.ask(frameOf(await huge.jpeg().toBuffer()))
  expect(quality).toMatchObject({ width: 8_192, height: 6_144 })
  expect(inference.status).toBe('done')
})

/** A PNG whose first chunk tells another size, with the chunk's checksum put right. */
function claiming(png: Buffer, width: number, height: number): Buffer {
  const claimed = Buffer.from(png)
  claimed.writeUInt32BE(width, 16)
  claimed.writeUInt32BE(height, 20)
  claimed.writeUInt32BE(crc32(claimed.subarray(12, 29)), 29)
  return claimed
}
