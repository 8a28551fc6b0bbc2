import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { readTsplStatus } from '../../../drivers/printer/tspl.ts'
import { type Dpi, tsplJob } from '../../../drivers/printer/tspl-job.ts'
import { readPicture } from '../../rigs/read-label.ts'
import { codeOn, labels } from '../inspection/labels.ts'

const named = Object.fromEntries(labels)
const wanted: readonly (readonly [string, Dpi])[] = [
  ['restock', 203],
  ['held', 203],
  ['copy-300-dpi', 300],
  ['600-dpi', 600],
]

/** The job in its parts, and the picture as a printer would burn it. */
function partsOf(job: Uint8Array) {
  const text = Buffer.from(job).toString('latin1')
  const [head = '', across, down] = /^[\s\S]*?BITMAP 0,0,(\d+),(\d+),0,/.exec(text) ?? []
  const [width, height] = [Number(across) * 8, Number(down)]
  const size = (width / 8) * height
  const dots = job.subarray(head.length, head.length + size)
  return { head, width, height, dots, tail: text.slice(head.length + size) }
}

it.each(wanted)('[PR11] [LB2] %s: as TSPL, its picture holds both barcodes', async (name, dpi) => {
  const label = named[name]
  if (!label) throw new Error(`no label ${name}`)
  const { head, width, height, dots, tail } = partsOf(await tsplJob(label.zpl, dpi))
  const hash = createHash('sha256').update(dots).digest('hex')
  await expect(
    `${head.replaceAll('\r\n', '\n')}(${dots.length} bytes, SHA-256 ${hash})${tail.replaceAll('\r\n', '\n')}`,
  ).toMatchFileSnapshot(`${name}.tspl`)
  const grey = Uint8Array.from({ length: width * height }, (_, at) =>
    (dots[at >> 3]! >> (7 - (at & 7))) & 1 ? 255 : 0,
  )
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  expect(await readPicture(png)).toEqual([
    { format: 'Code128', text: codeOn(name) },
    { format: 'QRCode', text: codeOn(name) },
  ])
  expect(Buffer.from(dots).includes('\x1b!')).toBe(false)
})

it('[PR11] two copies are one picture, printed twice', async () => {
  const { tail } = partsOf(await tsplJob((named.restock?.zpl ?? '').replace('^PQ1', '^PQ2'), 203))
  expect(tail).toBe('\r\nPRINT 1,2\r\n')
})

it.each([
  ['\x00', {}],
  ['\x01', { headOpen: true }],
  ['\x02', { stopped: true }],
  ['\x05', { headOpen: true, paperOut: true }],
  ['\x08', { ribbonOut: true }],
  ['\x10', { paused: true }],
  ['\x20', { labelsRemaining: 1 }],
  ['\x80', { stopped: true }],
])('[PR11] the status byte %j', (text, said) => {
  const well = { headOpen: false, paperOut: false, ribbonOut: false, paused: false, stopped: false }
  expect(readTsplStatus(text)).toMatchObject({
    kind: 'whole',
    status: { ...well, labelsRemaining: 0, ...said },
  })
})

it.each(['\x40', 'OK', '\x00\x00'])('[PR6] %j is no status byte', (text) => {
  expect(readTsplStatus(text).kind).toBe('nonsense')
})
