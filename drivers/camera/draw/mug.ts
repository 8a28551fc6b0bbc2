import type { Dice } from '../../dice.ts'
import { type Art, css, glow, oval, type Paint, path, sweep } from './art.ts'

const glazes: readonly Paint[] = [
  [0, 0, 92],
  [205, 44, 48],
  [16, 60, 54],
  [150, 26, 44],
  [45, 62, 60],
  [225, 20, 26],
]

const wall = 'M-210,-220 C-214,40 -196,210 -176,250 C-160,276 160,276 176,250 C196,210 214,40 210,-220 Z'
const handle = 'M196,-130 C330,-170 372,-90 352,10 C332,100 262,150 188,152'
const outline =
  'M-210,-220 C-214,40 -196,210 -176,250 C-160,276 160,276 176,250 C182,236 188,216 192,192 C280,186 362,120 382,14 ' +
  'C400,-100 330,-210 206,-172 L210,-220 C190,-282 -190,-282 -210,-220 Z ' +
  'M205,-100 C286,-128 336,-96 322,4 C306,84 256,122 196,126 Z'

/** A glazed mug, seen slightly from above, its handle to the right. */
export function drawMug(dice: Dice): Art {
  const glaze = dice.pick(glazes)
  const ring = dice.pick(glazes)
  return {
    outline,
    footprint: oval(0, 246, 182, 32),
    spots: [
      { x: dice.between(-90, 20), y: dice.between(-40, 120), size: 58 },
      { x: dice.between(-60, 60), y: -208, size: 40 },
    ],
    defs:
      sweep('glaze', 'across', [
        [0, css(glaze, -26)],
        [0.14, css(glaze, -4)],
        [0.3, css(glaze, 12)],
        [0.5, css(glaze, 2)],
        [0.82, css(glaze, -16)],
        [1, css(glaze, -30)],
      ]) +
      glow(
        'in',
        [0.5, 0.2, 0.8],
        [
          [0, '#6d675e'],
          [0.6, '#b9b3a8'],
          [1, '#ece8e0'],
        ],
      ) +
      sweep('ring', 'across', [
        [0, css(ring, -26)],
        [0.3, css(ring, 8)],
        [1, css(ring, -26)],
      ]),
    body: `${path(handle, `fill="none" stroke="${css(glaze, -24)}" stroke-width="58" stroke-linecap="round"`)}
      ${path(handle, `fill="none" stroke="${css(glaze, -4)}" stroke-width="44" stroke-linecap="round" transform="translate(-3 -4)"`)}
      ${path(handle, `fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".35" transform="translate(2 -18)"`)}
      ${path(wall, 'fill="url(#glaze)"')}
      <path d="M-211,40 C-120,92 120,92 211,40 L207,86 C120,138 -120,138 -207,86 Z" fill="url(#ring)" opacity=".9"/>
      <ellipse cx="0" cy="-220" rx="210" ry="52" fill="${css(glaze, 6)}"/><ellipse cx="0" cy="-218" rx="194" ry="42" fill="url(#in)"/>
      <path d="M-194,-214 C-150,-180 150,-180 194,-214" fill="none" stroke="#fff" stroke-width="4" opacity=".5"/>
      <path d="M-150,-140 C-156,20 -146,130 -136,190 C-120,190 -116,150 -118,100 C-124,20 -122,-60 -118,-132 Z" fill="#fff" opacity=".4"/>
      <path d="M118,-120 C122,0 116,110 108,190" stroke="#fff" stroke-width="7" fill="none" opacity=".14"/>`,
  }
}
