import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import { measurePhotograph } from '../../../models/onnx/measure.ts'
import { drawn } from '../../rigs/eyes/drawn-frames.ts'

const camera = { width: 960, height: 540 }

interface Drawn {
  /** The item on the grey mat, as SVG. */
  readonly item?: string
  /** Lamps reflected: middle, and half-axes, in pixels of the frame. */
  readonly lamps?: readonly (readonly [x: number, y: number, across: number, down: number])[]
}

async function verdictOf({ item = '', lamps = [] }: Drawn): Promise<string> {
  const { width, height } = camera
  const fade =
    '<radialGradient id="lamp"><stop offset=".62" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>'
  const lit = lamps.map(
    ([x, y, rx, ry]) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="url(#lamp)"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${fade}</defs>${item}${lit.join('')}</svg>`
  const frame = drawn({ ...camera, item: item === '' }).composite([
    { input: Buffer.from(svg), blend: 'over' },
  ])
  return (await measurePhotograph({ bytes: await frame.jpeg({ quality: 90 }).toBuffer() })).verdict
}

const stripes = Array.from(
  { length: 14 },
  (_, at) => `<path d="M${200 + at * 40} 90v360" stroke="#4a5a6a" stroke-width="6"/>`,
)
const box = (fill: string) => `<path d="M180 80h600v380h-600z" fill="${fill}"/>`
const letters = Array.from(
  { length: 30 },
  (_, at) =>
    `<path d="M${400 + (at % 10) * 16} ${210 + Math.floor(at / 10) * 34}v18" stroke="#111" stroke-width="6"/>`,
)

describe('[PI8] reflections', () => {
  it.each([
    ['a lamp in the gloss of a printed box', { lamps: [[480, 270, 130, 70]] }],
    [
      'two streaks of a lamp in shrink wrap',
      {
        lamps: [
          [360, 240, 150, 34],
          [600, 320, 150, 34],
        ],
      },
    ],
    ['a lamp in a dark pouch', { item: box('#30343a') + stripes.join(''), lamps: [[500, 280, 120, 80]] }],
  ] as const)('%s is glare', async (_what, drawing) => {
    expect(await verdictOf(drawing)).toBe('glare')
  })

  it.each([
    ['a lamp that is a small point', { lamps: [[480, 270, 40, 30]] }],
    ['a white box, burnt out', { item: box('#fff') + stripes.join('') }],
    [
      'a white box that is brightest in the middle',
      { item: box('#f2f2f2') + stripes.join(''), lamps: [[480, 270, 130, 70]] },
    ],
    [
      'a printed box with a white label and letters on it',
      {
        item: `${box('#7a5a3a')}${stripes.join('')}<path d="M380 180h200v140h-200z" fill="#fff"/>${letters.join('')}`,
      },
    ],
    [
      'white print without letters, with sharp edges',
      { item: `${box('#203040')}${stripes.join('')}<path d="M400 200h160v120h-160z" fill="#fff"/>` },
    ],
    ['a bright window at the edge of the picture', { lamps: [[480, 0, 260, 110]] }],
  ] as const)('%s is none', async (_what, drawing) => {
    expect(await verdictOf(drawing)).toBe('good')
  })

  it('a white shirt under a bright lamp is none', async () => {
    const shirt = sharp(await drawItem({ kind: 'shirt', seed: 1 }, 'top'))
      .greyscale()
      .normalise()
      .linear(1.25, 20)
    expect((await measurePhotograph({ bytes: await shirt.jpeg().toBuffer() })).verdict).not.toBe('glare')
  })
})
