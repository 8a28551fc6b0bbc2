import type { Dice } from '../../dice.ts'
import { type Art, css, glow, oval, type Paint, path, reliefFilter } from './art.ts'

const furs: readonly Paint[] = [
  [28, 42, 48],
  [36, 38, 68],
  [22, 30, 34],
  [210, 20, 62],
  [345, 34, 72],
]

const outline =
  'M-150,-352 C-196,-416 -286,-370 -258,-296 C-252,-274 -240,-262 -226,-254 C-250,-190 -226,-120 -168,-80 C-250,-92 -330,-30 -344,60 ' +
  'C-352,120 -270,140 -242,90 C-238,130 -230,160 -214,190 C-300,180 -372,250 -352,330 C-330,400 -210,400 -150,330 C-60,352 60,352 150,330 ' +
  'C210,400 330,400 352,330 C372,250 300,180 214,190 C230,160 238,130 242,90 C270,140 352,120 344,60 C330,-30 250,-92 168,-80 ' +
  'C226,-120 250,-190 226,-254 C240,-262 252,-274 258,-296 C286,-370 196,-416 150,-352 C60,-400 -60,-400 -150,-352 Z'

/** Ears, body, belly, arms, head, snout, feet and soles, from back to front. */
const limbs: readonly (readonly [paint: 'fur' | 'pad', ellipse: string])[] = [
  ['fur', 'cx="-205" cy="-322" rx="66" ry="66"'],
  ['fur', 'cx="205" cy="-322" rx="66" ry="66"'],
  ['pad', 'cx="-205" cy="-316" rx="36" ry="38"'],
  ['pad', 'cx="205" cy="-316" rx="36" ry="38"'],
  ['fur', 'cx="0" cy="120" rx="232" ry="236"'],
  ['pad', 'cx="0" cy="150" rx="140" ry="160"'],
  ['fur', 'cx="-256" cy="20" rx="84" ry="128" transform="rotate(28 -256 20)"'],
  ['fur', 'cx="256" cy="20" rx="84" ry="128" transform="rotate(-28 256 20)"'],
  ['fur', 'cx="0" cy="-212" rx="238" ry="190"'],
  ['pad', 'cx="0" cy="-150" rx="104" ry="82"'],
  ['fur', 'cx="-240" cy="290" rx="118" ry="112"'],
  ['fur', 'cx="240" cy="290" rx="118" ry="112"'],
  ['pad', 'cx="-244" cy="296" rx="74" ry="70"'],
  ['pad', 'cx="244" cy="296" rx="74" ry="70"'],
]

/** A plush bear sitting with its feet forward. */
export function drawToy(dice: Dice): Art {
  const fur = dice.pick(furs)
  const shapes = limbs.map(([paint, ellipse]) => `<ellipse ${ellipse} fill="url(#${paint})"/>`)
  return {
    outline,
    footprint: oval(0, 345, 350, 56),
    spots: [
      { x: dice.between(-60, 60), y: dice.between(60, 190), size: 56 },
      { x: dice.between(-110, -60), y: -280, size: 44 },
    ],
    defs:
      reliefFilter('plush', { frequency: '0.055 0.07', depth: 10, octaves: 4, contrast: 0.75 }, dice) +
      glow(
        'fur',
        [0.36, 0.3, 0.85],
        [
          [0, css(fur, 12)],
          [0.55, css(fur)],
          [1, css(fur, -20)],
        ],
      ) +
      glow(
        'pad',
        [0.4, 0.32, 0.8],
        [
          [0, css(fur, 32)],
          [0.7, css(fur, 22)],
          [1, css(fur, 4)],
        ],
      ),
    body: `<g filter="url(#plush)">${shapes.join('')}</g>${faceOf()}${bow(dice)}`,
  }
}

function faceOf(): string {
  const eye = (x: number) =>
    `<circle cx="${x}" cy="-232" r="21" fill="#17130f"/><circle cx="${x - 7}" cy="-240" r="6.5" fill="#fff" opacity=".85"/>`
  return `${eye(-84)}${eye(84)}<path d="M-40,-186 C-30,-204 30,-204 40,-186 C44,-168 14,-152 0,-150 C-14,-152 -44,-168 -40,-186 Z" fill="#2a201a"/>
    <path d="M-16,-188 C-8,-194 8,-194 14,-190" stroke="#fff" stroke-width="5" opacity=".4" stroke-linecap="round" fill="none"/>
    <path d="M0,-150 V-122 M-44,-116 C-28,-96 -8,-100 0,-122 C8,-100 28,-96 44,-116" stroke="#2a201a" stroke-width="6" fill="none" stroke-linecap="round"/>`
}

function bow(dice: Dice): string {
  const hue = dice.between(0, 360)
  const ribbon = css([hue, 52, 46])
  const dark = css([hue, 56, 30])
  return `${path('M0,-36 C-60,-96 -128,-80 -120,-32 C-126,20 -60,24 0,-26 C60,24 126,20 120,-32 C128,-80 60,-96 0,-36 Z', `fill="${ribbon}" stroke="${dark}" stroke-width="4"`)}
    <path d="M-20,-36 C-50,-50 -76,-56 -96,-48 M20,-36 C50,-50 76,-56 96,-48 M-20,-22 C-50,-12 -70,-4 -92,-10 M20,-22 C50,-12 70,-4 92,-10" stroke="${dark}" stroke-width="4" fill="none" opacity=".7"/>
    <rect x="-22" y="-56" width="44" height="50" rx="14" fill="${ribbon}" stroke="${dark}" stroke-width="4"/>`
}
