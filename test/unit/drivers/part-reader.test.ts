import { describe, expect, it } from 'vitest'
import { FrozenWatch } from '../../../drivers/camera/stream/frozen.ts'
import { jpegSize } from '../../../drivers/camera/stream/jpeg-size.ts'
import { createPairing, type Part } from '../../../drivers/camera/stream/paired.ts'
import { createPartReader } from '../../../drivers/camera/stream/part-reader.ts'
import { photo } from '../../contract/camera.ts'

function part(bytes: Uint8Array): Buffer {
  const head = `--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')])
}

describe('pictures in a stream', () => {
  it.each([1, 7, 64, 4096])('[FF1] are read whole from chunks of %i bytes', async (size) => {
    const pictures = [await photo(1), await photo(2), await photo(3)]
    const stream = Buffer.concat(pictures.map(part))
    const read = createPartReader()
    const got: Uint8Array[] = []
    for (let at = 0; at < stream.length; at += size) got.push(...read(stream.subarray(at, at + size)))
    expect(got.map((bytes) => Buffer.from(bytes))).toEqual(pictures)
  })

  it('[FF1] come with the time each was taken, in whatever pieces both come', async () => {
    const pictures = [await photo(1), await photo(2)]
    const list = `#tb 0: 1/25\n${pictures.map(({ length }, at) => `0, 5${at}, 5${at},  1, ${length}, 0xa, S=1,  8\n`).join('')}`
    const got: Part[] = []
    const pairing = createPairing((one) => got.push(one))
    pairing.picture(part(pictures[0]!))
    for (const letter of list) pairing.time(Buffer.from(letter))
    expect(got).toHaveLength(1)
    pairing.picture(part(pictures[1]!))
    expect(got.map(({ takenAt }) => takenAt)).toEqual([2000, 2040])
    expect(got.map(({ bytes }) => Buffer.from(bytes))).toEqual(pictures)
  })

  it.each([
    ['a time of another picture', '#tb 0: 1/25\n0, 1, 1, 1, 17, 0xa\n'],
    ['a time without its base', '0, 1, 1, 1, 17, 0xa\n'],
    ['a log line among the times', '#tb 0: 1/25\nframe= 12 fps=5\n'],
    ['times without an end', 'x'.repeat(2000)],
  ])('[FF1] %s is refused', async (_, list) => {
    const pairing = createPairing(() => {})
    pairing.picture(part(await photo(1)))
    expect(() => pairing.time(Buffer.from(list))).toThrow()
  })

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
    expect(() => createPartReader()(Buffer.from(text))).toThrow()
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
