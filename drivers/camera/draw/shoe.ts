import type { CameraRole } from '../../../main/kernel/frame.ts'
import type { Dice } from '../../dice.ts'
import { type Art, css, type Paint, path, reliefFilter, sweep } from './art.ts'
import { drawShoeFront } from './shoe-front.ts'

const uppers: readonly Paint[] = [
  [0, 0, 88],
  [215, 38, 36],
  [0, 0, 20],
  [8, 58, 44],
  [150, 24, 38],
  [28, 36, 46],
]

const upper =
  'M-392,78 C-404,20 -398,-60 -378,-128 C-370,-158 -342,-170 -318,-158 C-270,-134 -206,-132 -158,-176 ' +
  'C-140,-192 -116,-190 -100,-174 C-60,-134 10,-60 96,-22 C190,14 300,16 366,52 C398,70 410,96 406,118 ' +
  'C300,134 -300,134 -388,120 C-394,108 -394,92 -392,78 Z'
const sole =
  'M-402,104 C-300,122 300,126 412,98 C430,110 436,138 426,162 C418,184 396,192 370,192 L-350,192 ' +
  'C-382,192 -402,182 -408,158 C-412,138 -410,116 -402,104 Z'
const outline =
  'M-402,104 C-410,20 -398,-60 -378,-128 C-370,-158 -342,-170 -318,-158 C-270,-134 -206,-132 -158,-176 ' +
  'C-140,-192 -116,-190 -100,-174 C-60,-134 10,-60 96,-22 C190,14 300,16 366,52 C398,70 410,90 412,98 ' +
  'C430,110 436,138 426,162 C418,184 396,192 370,192 L-350,192 C-382,192 -402,182 -408,158 C-412,138 -410,116 -402,104 Z'

/** A low shoe: its side, toe to the right, or from the front. */
export function drawShoe(dice: Dice, role: CameraRole): Art {
  const leather = dice.pick(uppers)
  const accent = dice.pick(uppers)
  if (role === 'front') return drawShoeFront(leather, dice)
  return {
    outline,
    footprint: 'M-400,186 L420,186 L400,206 L-380,206 Z',
    spots: [
      { x: dice.between(-60, 10), y: 46, size: 46 },
      { x: dice.between(190, 280), y: 74, size: 38 },
    ],
    defs:
      reliefFilter('leather', { frequency: '0.09', depth: 5, octaves: 3, contrast: 0.85 }, dice) +
      reliefFilter('rubber', { frequency: '0.4', depth: 1.5, octaves: 2, contrast: 0.8 }, dice) +
      sweep('upper', 'down', [
        [0, css(leather, 12)],
        [0.45, css(leather, 2)],
        [1, css(leather, -16)],
      ]) +
      sweep('accent', 'down', [
        [0, css(accent, 4)],
        [1, css(accent, -10)],
      ]) +
      sweep('sole', 'down', [
        [0, '#d8d4cb'],
        [0.3, '#efece5'],
        [1, '#a9a49a'],
      ]),
    body: `<g filter="url(#leather)">${path(upper, 'fill="url(#upper)"')}${panels(leather)}</g>
      ${stripe()}${laces(leather)}${collar(leather)}
      <g filter="url(#rubber)">${path(sole, 'fill="url(#sole)"')}</g>${soleLines()}`,
  }
}

function panels(leather: Paint): string {
  const toe =
    'M210,24 C196,60 206,104 226,128 C300,127 370,124 406,118 C410,96 398,70 366,52 C320,28 262,26 210,24 Z'
  const heel =
    'M-392,78 C-402,10 -394,-70 -378,-128 C-370,-150 -350,-160 -332,-158 C-316,-80 -306,40 -312,126 L-388,120 Z'
  const eyestay =
    'M-150,-184 C-112,-120 -20,-20 84,34 C110,30 118,4 96,-22 C10,-60 -60,-134 -100,-174 C-116,-190 -136,-192 -150,-184 Z'
  const seam = `stroke="${css(leather, -26)}" stroke-width="3"`
  return [toe, heel, eyestay].map((d) => path(d, `fill="${css(leather, -6)}" ${seam}`)).join('')
}

function stripe(): string {
  return path(
    'M-262,118 C-200,60 -120,10 -52,-42 L2,4 C-80,40 -150,84 -190,124 Z',
    'fill="url(#accent)" stroke="#0003" stroke-width="2"',
  )
}

function collar(leather: Paint): string {
  return path(
    'M-372,-140 C-352,-176 -330,-166 -314,-156 C-262,-128 -204,-130 -160,-172 C-196,-206 -250,-160 -320,-186 C-350,-194 -370,-176 -372,-140 Z',
    `fill="${css(leather, -30)}" stroke="${css(leather, -36)}" stroke-width="3"`,
  )
}

function laces(leather: Paint): string {
  const light = leather[2] > 60 ? '#6d6a66' : '#f1efe9'
  const rows = [0, 1, 2, 3, 4].map((row) => {
    const [x, y] = [-122 + row * 42, -140 + row * 36]
    return `<path d="M${x - 24},${y + 26} C${x - 6},${y - 4} ${x + 16},${y - 10} ${x + 34},${y - 2}" fill="none" stroke="#0005" stroke-width="15" stroke-linecap="round"/>
      <path d="M${x - 25},${y + 23} C${x - 7},${y - 8} ${x + 15},${y - 14} ${x + 33},${y - 6}" fill="none" stroke="${light}" stroke-width="12" stroke-linecap="round"/>`
  })
  return rows.join('')
}

function soleLines(): string {
  const treads = [...Array(26).keys()].map((index) => `M${-372 + index * 30},176 v16`).join(' ')
  return `<path d="M-404,128 C-300,144 300,148 424,122" fill="none" stroke="#8f8a80" stroke-width="3.5" opacity=".7"/>
    <path d="${treads}" stroke="#6f6a62" stroke-width="9" opacity=".65"/>
    <path d="M-396,112 C-300,130 300,133 408,107" fill="none" stroke="#fff" stroke-width="4" opacity=".6"/>`
}
