import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { maxPhotoBytes, readPhoto } from '../../../drivers/camera/photo-format.ts'

const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
const picture = sharp({ create: { width: 160, height: 120, channels: 3, background: '#888', noise } })
const jpeg = await picture.clone().jpeg().toBuffer()
const progressive = await picture.clone().jpeg({ progressive: true }).toBuffer()
const png = await picture.clone().png().toBuffer()

/** A JPEG whose EXIF data holds a whole small JPEG, as cameras put a preview there. */
function withPreview(main: Buffer, preview: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(preview.length + 2)
  return Buffer.concat([main.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, preview, main.subarray(2)])
}

describe('what a photograph is', () => {
  it.each([
    ['a JPEG', jpeg, 'image/jpeg'],
    ['a progressive JPEG', progressive, 'image/jpeg'],
    ['a JPEG with something after its end', Buffer.concat([jpeg, Buffer.alloc(500)]), 'image/jpeg'],
    ['a JPEG with a preview inside', withPreview(jpeg, jpeg.subarray(0, 60_000)), 'image/jpeg'],
    ['a PNG', png, 'image/png'],
  ])('[CA2] %s is whole', (_, bytes, mediaType) => {
    expect(readPhoto(bytes)).toEqual({ mediaType })
  })

  it.each([
    ['JPEG', jpeg],
    ['progressive JPEG', progressive],
    ['PNG', png],
  ])('[CA2] no beginning of a %s is whole', (_, bytes) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 3 }), (length) => {
        expect(readPhoto(bytes.subarray(0, length))).toHaveProperty('wrong')
      }),
    )
  })

  it('[CA2] half a JPEG is not made whole by the end of the preview inside', () => {
    const whole = withPreview(jpeg, jpeg)
    expect(readPhoto(whole.subarray(0, jpeg.length + 200))).toHaveProperty('wrong')
  })

  it('[CA2] a JPEG that ends before any picture has begun is not whole', () => {
    const afterTables = jpeg.indexOf(Buffer.from([0xff, 0xda]))
    const empty = Buffer.concat([jpeg.subarray(0, afterTables), Buffer.from([0xff, 0xd9])])
    expect(readPhoto(empty)).toHaveProperty('wrong')
  })

  it('[CA2] says what it found', () => {
    expect(readPhoto(new Uint8Array())).toEqual({ wrong: 'nothing' })
    expect(readPhoto(Buffer.from('GIF89a'))).toEqual({ wrong: '6 bytes that are neither JPEG nor PNG' })
    expect(readPhoto(jpeg.subarray(0, 1000))).toEqual({ wrong: 'a JPEG that breaks off after 1000 bytes' })
    expect(readPhoto(new Uint8Array(maxPhotoBytes + 1))).toHaveProperty(
      'wrong',
      expect.stringContaining('64 MB'),
    )
  })

  it('[CA2] no bytes at all make it throw', () => {
    const start = fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 400 }), (head, tail) => {
        readPhoto(Uint8Array.from([...head, ...tail]))
      }),
    )
  })
})
