import { describe, expect, it } from 'vitest'
import { FrozenWatch } from '../../../drivers/camera/stream/frozen.ts'
import { jpegSize } from '../../../drivers/camera/stream/jpeg-size.ts'
import { createPartReader } from '../../../drivers/camera/stream/part-reader.ts'
import { photo } from '../../contract/camera.ts'

function part(bytes: Uint8Array): Buffer {
  const head = `--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')])
}

describe('pictures in a stream', () => {
  it.each([1, 7, 64, 4096])(
    '[FF1] are read whole from chunks of %i bytes, with the time their first byte came',
    async (size) => {
      const pictures = [await photo(1), await photo(2), await photo(3)]
      const stream = Buffer.concat(pictures.map(part))
      const read = createPartReader()
      const got: { bytes: Uint8Array; beganAt: number }[] = []
      for (let at = 0; at < stream.length; at += size) got.push(...read(stream.subarray(at, at + size), at))
      expect(got.map(({ bytes }) => Buffer.from(bytes))).toEqual(pictures)
      const starts = [0, part(pictures[0]!).length, part(pictures[0]!).length + part(pictures[1]!).length]
      for (const [index, { beganAt }] of got.entries()) {
        // in the chunk that held the first byte, or the one that ended the picture before it
        expect(Math.abs(beganAt - starts[index]!)).toBeLessThanOrEqual(size)
      }
    },
  )

  it.each([
    ['a log line', 'Stream mapping: 0 -> 0\r\n\r\n'],
    ['a picture without a length', '--ffmpeg\r\nContent-type: image/jpeg\r\n\r\n'],
    ['another type', '--ffmpeg\r\nContent-type: image/png\r\nContent-length: 4\r\n\r\nabcd\r\n'],
    ['a length no picture has', '--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: 99999999\r\n\r\n'],
    ['a header without end', 'x'.repeat(2000)],
    [
      'more bytes than announced',
      '--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: 2\r\n\r\nabcdef\r\n',
    ],
  ])('[FF1] %s is refused, not skipped', (_, text) => {
    expect(() => createPartReader()(Buffer.from(text), 0)).toThrow()
  })

  it('[FF3] have the size their frame header says', async () => {
    expect(jpegSize(await photo(1))).toEqual({ width: 64, height: 48 })
    expect(jpegSize(Buffer.from('nothing'))).toBeUndefined()
  })

  it('[FF2] that are the same byte by byte for long are a camera that hangs, until another one comes', () => {
    const watch = new FrozenWatch(1000)
    const [one, two] = [Buffer.from('one'), Buffer.from('two')]
    const seen = [0, 300, 600, 900].map((at) => watch.saw(one, at))
    expect(seen).toEqual([false, false, false, false])
    expect(watch.saw(one, 1200)).toBe(true)
    expect(watch.saw(one, 1210)).toBe(true)
    expect(watch.saw(two, 1300)).toBe(false)
    expect(watch.saw(two, 2400)).toBe(false)
  })
})
