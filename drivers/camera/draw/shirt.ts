import type { Dice } from '../../dice.ts'
import { type Art, blurFilter, css, type Paint, path, reliefFilter, sweep } from './art.ts'

const cloths: readonly Paint[] = [
  [212, 42, 38],
  [4, 52, 42],
  [150, 22, 34],
  [38, 30, 72],
  [0, 0, 84],
  [265, 20, 42],
  [205, 24, 62],
  [28, 46, 52],
]

const outline =
  'M-120,-400 C-80,-352 80,-352 120,-400 L205,-372 C250,-352 285,-322 310,-282 L452,-72 C456,-62 452,-54 444,-48 ' +
  'L338,18 C330,22 322,20 317,12 L262,-80 C252,40 256,240 268,402 C270,418 262,426 246,428 C90,440 -90,440 -246,428 ' +
  'C-262,426 -270,418 -268,402 C-256,240 -252,40 -262,-80 L-317,12 C-322,20 -330,22 -338,18 L-444,-48 ' +
  'C-452,-54 -456,-62 -452,-72 L-310,-282 C-285,-322 -250,-352 -205,-372 Z'

const sleeves = ['M262,-80 C258,-150 268,-230 296,-292', 'M-262,-80 C-258,-150 -268,-230 -296,-292']
const hems = [
  'M-262,398 C-90,412 90,412 262,398',
  'M446,-62 L331,8',
  'M439,-72 L325,-2',
  'M-446,-62 L-331,8',
  'M-439,-72 L-325,-2',
]

/** A T-shirt laid flat, with folds, a ribbed collar and a neck label. */
export function drawShirt(dice: Dice): Art {
  const cloth = dice.pick(cloths)
  const stitch = `fill="none" stroke="${css(cloth, -14)}" stroke-width="2.5" stroke-dasharray="7 4"`
  const seam = `fill="none" stroke="${css(cloth, -18)}" stroke-width="4" opacity=".75"`
  const folds = [
    `M${dice.between(-200, -120)},-300 C-150,-60 -190,160 -120,420`,
    `M${dice.between(120, 210)},-280 C130,-40 190,200 ${dice.between(100, 180)},415`,
    `M-250,${dice.between(80, 160)} C-80,${dice.between(120, 220)} 60,160 255,${dice.between(200, 300)}`,
  ]
  return {
    outline,
    spots: [
      { x: dice.between(-130, 130), y: dice.between(-120, 60), size: 62 },
      { x: dice.between(-150, 150), y: dice.between(140, 300), size: 54 },
    ],
    defs:
      reliefFilter('cloth', { frequency: '0.0045 0.003', depth: 40, octaves: 2, contrast: 0.6 }, dice) +
      reliefFilter('rib', { frequency: '0.3 0.02', depth: 3, octaves: 1, contrast: 0.9 }, dice) +
      blurFilter('soft', 11) +
      sweep('shirt', 'slant', [
        [0, css(cloth, 7)],
        [0.55, css(cloth)],
        [1, css(cloth, -8)],
      ]),
    body: `<g filter="url(#cloth)">${path(outline, 'fill="url(#shirt)"')}</g>
      <clipPath id="shirt-in">${path(outline, '')}</clipPath><g clip-path="url(#shirt-in)">
      ${folds.map((d) => path(d, `fill="none" stroke="${css(cloth, -24)}" stroke-width="26" opacity=".35" filter="url(#soft)"`)).join('')}
      ${folds.map((d) => path(d, `fill="none" stroke="${css(cloth, 22)}" stroke-width="14" opacity=".3" transform="translate(-22 -4)" filter="url(#soft)"`)).join('')}</g>
      ${sleeves.map((d) => path(d, seam)).join('')}${hems.map((d) => path(d, stitch)).join('')}
      ${neck(cloth)}`,
  }
}

function neck(cloth: Paint): string {
  return `${path('M-118,-399 C-80,-352 80,-352 118,-399 C90,-412 -90,-412 -118,-399 Z', `fill="${css(cloth, -20)}"`)}
    <rect x="-30" y="-402" width="60" height="30" rx="3" fill="#e9e7e1"/>
    <path d="M-22,-393 H22 M-22,-386 H14 M-22,-379 H8" stroke="#8d8a84" stroke-width="2.4"/>
    ${path('M-124,-402 C-82,-340 82,-340 124,-402 L108,-398 C74,-358 -74,-358 -108,-398 Z', `fill="${css(cloth, -5)}" filter="url(#rib)"`)}
    ${path('M-124,-402 C-82,-340 82,-340 124,-402', `fill="none" stroke="${css(cloth, -20)}" stroke-width="2.5" opacity=".8"`)}`
}
