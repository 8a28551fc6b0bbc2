import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createZplReader } from '../../../drivers/printer/zpl-stream.ts'

function read(chunks: readonly Uint8Array[]) {
  const reader = createZplReader()
  return { pieces: chunks.flatMap((chunk) => reader.feed(chunk)), partial: reader.partial() }
}

it('finds formats and commands, also a command within a format', () => {
  const { pieces, partial } = read([Buffer.from('~HS^XA^FDone~HS^FS^XZ\r\n^XA^FDtwo')])
  expect(pieces).toEqual([
    { kind: 'command', code: '~HS' },
    { kind: 'command', code: '~HS' },
    { kind: 'format', zpl: '^XA^FDone^FS^XZ' },
  ])
  expect(partial).toBe(true)
})

it('~JA drops the format that has begun', () => {
  const { pieces, partial } = read([Buffer.from('^XA^FDhalf~JA^XA^FDx^XZ')])
  expect(pieces).toEqual([
    { kind: 'command', code: '~JA' },
    { kind: 'format', zpl: '^XA^FDx^XZ' },
  ])
  expect(partial).toBe(false)
})

it('the same bytes give the same pieces, however they are cut', () => {
  const bytes = Buffer.from('~HS^XA^FDŻółw €^FS^XZ~JA^XA^FDx^FS^XZ~hs^XA')
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), bytes.length]
      expect(read(cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end)))).toEqual(read([bytes]))
    }),
  )
})
