import type { Dice } from '../../dice.ts'
import { type Art, css, type Paint, path, sweep } from './art.ts'

const cases: readonly Paint[] = [
  [220, 14, 22],
  [0, 0, 78],
  [35, 26, 64],
  [205, 36, 42],
  [345, 34, 62],
]

const outline = rounded(-196, -400, 392, 800, 54)
const thick = rounded(-196, -384, 392, 800, 54)

function rounded(x: number, y: number, width: number, height: number, r: number): string {
  return `M${x + r},${y} h${width - 2 * r} a${r},${r} 0 0 1 ${r},${r} v${height - 2 * r} a${r},${r} 0 0 1 ${-r},${r} h${2 * r - width} a${r},${r} 0 0 1 ${-r},${-r} v${2 * r - height} a${r},${r} 0 0 1 ${r},${-r} Z`
}

/** A phone on its back, screen off and reflecting the lamp. */
export function drawPhone(dice: Dice): Art {
  const metal = dice.pick(cases)
  return {
    outline,
    spots: [
      { x: dice.between(-70, 60), y: dice.between(-180, 40), size: 84 },
      { x: dice.between(-60, 60), y: dice.between(150, 260), size: 70 },
    ],
    defs:
      sweep('metal', 'slant', [
        [0, css(metal, 26)],
        [0.5, css(metal)],
        [1, css(metal, -10)],
      ]) +
      sweep('glass', 'slant', [
        [0, '#343a42'],
        [0.36, '#1c2026'],
        [0.62, '#0e1013'],
        [1, '#181b20'],
      ]) +
      sweep('lamp', 'down', [
        [0, '#ffffff52'],
        [1, '#ffffff08'],
      ]),
    body: `${path(thick, `fill="${css(metal, -18)}"`)}${path(outline, 'fill="url(#metal)"')}
      ${path(rounded(-183, -387, 366, 774, 44), 'fill="#050607"')}
      ${path(rounded(-172, -376, 344, 752, 36), 'fill="url(#glass)"')}
      <clipPath id="screen">${path(rounded(-172, -376, 344, 752, 36), '')}</clipPath>
      <g clip-path="url(#screen)"><path d="M-210,-420 L90,-420 L-170,300 L-260,240 Z" fill="url(#lamp)"/>
      <path d="M140,-420 L190,-420 L-60,420 L-110,420 Z" fill="#fff" opacity=".05"/></g>
      <circle cx="0" cy="-350" r="9" fill="#0b0d10" stroke="#2c323a" stroke-width="3"/>
      <circle cx="-2" cy="-352" r="2.5" fill="#5f7fae"/>
      <path d="M198,-210 v96 M-198,-240 v44 M-198,-170 v70" stroke="${css(metal, -24)}" stroke-width="7" stroke-linecap="round"/>
      ${path(outline, 'fill="none" stroke="#fff" stroke-width="2" opacity=".4"')}`,
  }
}
