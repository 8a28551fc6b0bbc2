import type { Dice } from '../../dice.ts'
import { type Art, css, oval, type Paint, path, reliefFilter, sweep } from './art.ts'

const upper =
  'M-142,120 C-170,40 -160,-20 -128,-70 C-112,-120 -118,-170 -104,-204 C-84,-238 84,-238 104,-204 ' +
  'C118,-170 112,-120 128,-70 C160,-20 170,40 142,120 C80,148 -80,148 -142,120 Z'
const sole =
  'M-150,104 C-90,140 90,140 150,104 C164,126 168,150 158,176 C148,196 120,204 90,204 L-90,204 C-120,204 -148,196 -158,176 C-168,150 -164,126 -150,104 Z'
const outline =
  'M-150,104 C-172,40 -160,-20 -128,-70 C-112,-120 -118,-170 -104,-204 C-84,-238 84,-238 104,-204 C118,-170 112,-120 128,-70 ' +
  'C160,-20 172,40 150,104 C164,126 168,150 158,176 C148,196 120,204 90,204 L-90,204 C-120,204 -148,196 -158,176 C-168,150 -164,126 -150,104 Z'

/** The same shoe with its toe towards the camera. */
export function drawShoeFront(leather: Paint, dice: Dice): Art {
  return {
    outline,
    footprint: oval(0, 192, 160, 26),
    spots: [
      { x: dice.between(-50, 40), y: 74, size: 40 },
      { x: dice.between(-90, -70), y: 10, size: 30 },
    ],
    defs:
      reliefFilter('leather', { frequency: '0.09', depth: 5, octaves: 3, contrast: 0.85 }, dice) +
      sweep('upper', 'across', [
        [0, css(leather, -20)],
        [0.3, css(leather, 10)],
        [0.7, css(leather, -4)],
        [1, css(leather, -26)],
      ]) +
      sweep('sole', 'down', [
        [0, '#d8d4cb'],
        [0.3, '#efece5'],
        [1, '#a9a49a'],
      ]),
    body: `<g filter="url(#leather)">${path(upper, 'fill="url(#upper)"')}${toeCap(leather)}</g>
      ${tongue(leather)}${laces(leather)}${path(sole, 'fill="url(#sole)"')}
      <path d="M-154,132 C-90,166 90,166 154,132" fill="none" stroke="#8f8a80" stroke-width="3.5" opacity=".7"/>`,
  }
}

function toeCap(leather: Paint): string {
  return path(
    'M-150,70 C-120,20 120,20 150,70 C160,100 150,120 142,124 C80,150 -80,150 -142,124 C-150,120 -160,100 -150,70 Z',
    `fill="${css(leather, -5)}" stroke="${css(leather, -26)}" stroke-width="3"`,
  )
}

function tongue(leather: Paint): string {
  const opening = 'M-98,-200 C-78,-232 78,-232 98,-200 C70,-176 -70,-176 -98,-200 Z'
  return (
    path(
      'M-52,36 L-66,-196 C-40,-226 40,-226 66,-196 L52,36 Z',
      `fill="${css(leather, -12)}" stroke="${css(leather, -28)}" stroke-width="3"`,
    ) + path(opening, `fill="${css(leather, -34)}"`)
  )
}

function laces(leather: Paint): string {
  const light = leather[2] > 60 ? '#6d6a66' : '#f1efe9'
  const rows = [0, 1, 2, 3, 4].map((row) => {
    const [y, half] = [-160 + row * 40, 74 - row * 4]
    const lace = `M${-half},${y} C${-half / 2},${y + 16} ${half / 2},${y + 16} ${half},${y}`
    return `<path d="${lace}" transform="translate(0 4)" fill="none" stroke="#0006" stroke-width="15" stroke-linecap="round"/>
      <path d="${lace}" fill="none" stroke="${light}" stroke-width="12" stroke-linecap="round"/>`
  })
  return rows.join('')
}
