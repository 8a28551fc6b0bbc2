import type { Dice } from '../../dice.ts'
import { type Art, css, glow, oval, type Paint, path, sweep } from './art.ts'

const plastics: readonly Paint[] = [
  [200, 46, 58],
  [96, 30, 48],
  [340, 40, 60],
  [42, 70, 56],
  [0, 0, 90],
  [265, 30, 56],
]

const outline =
  'M-52,-330 L52,-330 C56,-330 58,-326 58,-320 L58,-262 C60,-236 132,-214 142,-150 L150,330 ' +
  'C150,352 132,366 108,368 L-108,368 C-132,366 -150,352 -150,330 L-142,-150 C-132,-214 -60,-236 -58,-262 L-58,-320 C-58,-326 -56,-330 -52,-330 Z'
const body =
  'M-54,-262 L54,-262 C60,-236 132,-214 142,-150 L150,330 C150,352 132,366 108,368 L-108,368 C-132,366 -150,352 -150,330 L-142,-150 C-132,-214 -60,-236 -54,-262 Z'

/** A bottle of shampoo or cleaner, upright. */
export function drawBottle(dice: Dice): Art {
  const plastic = dice.pick(plastics)
  const print = dice.pick(plastics)
  const round = (paint: Paint): readonly [number, string][] => [
    [0, css(paint, -22)],
    [0.12, css(paint, -4)],
    [0.3, css(paint, 16)],
    [0.42, css(paint, 6)],
    [0.75, css(paint, -8)],
    [0.94, css(paint, -24)],
    [1, css(paint, -14)],
  ]
  return {
    outline,
    footprint: oval(0, 352, 150, 26),
    spots: [
      { x: dice.between(-50, 50), y: dice.between(170, 280), size: 52 },
      { x: dice.between(-60, 40), y: -110, size: 44 },
    ],
    defs:
      sweep('plastic', 'across', round(plastic)) +
      sweep('cap', 'across', round([plastic[0], 8, 90])) +
      sweep('paper', 'across', round([50, 12, 88])) +
      sweep('shade', 'down', [
        [0, '#fff2'],
        [0.5, '#0000'],
        [1, '#0004'],
      ]) +
      glow(
        'print',
        [0.4, 0.35, 0.8],
        [
          [0, css(print, 8)],
          [1, css(print, -10)],
        ],
      ),
    body: `${path(body, 'fill="url(#plastic)"')}${path(body, 'fill="url(#shade)"')}${cap()}${paper(print)}${shine()}`,
  }
}

function cap(): string {
  const ribs = [...Array(15).keys()].map((rib) => `M${-50 + rib * 7.2},-322 V-270`).join(' ')
  return `<rect x="-58" y="-330" width="116" height="70" rx="9" fill="url(#cap)"/><path d="${ribs}" stroke="#0000001f" stroke-width="2.4"/>
    <path d="M-58,-262 H58" stroke="#0005" stroke-width="3"/>`
}

function paper(print: Paint): string {
  return `<path d="M-144,-60 C-60,-44 60,-44 144,-60 L147,128 C60,146 -60,146 -147,128 Z" fill="url(#paper)"/>
    <ellipse cx="-30" cy="22" rx="72" ry="54" fill="url(#print)"/>
    <path d="M-66,30 C-40,-10 -10,-14 10,12" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".85"/>
    <path d="M62,-12 h58 M62,10 h48 M62,30 h56 M62,50 h34" stroke="${css(print, -18)}" stroke-width="7" opacity=".8"/>
    <path d="M-120,104 C-60,114 60,114 120,104" fill="none" stroke="${css(print)}" stroke-width="10" opacity=".8"/>`
}

function shine(): string {
  return `<path d="M-104,-150 C-96,-186 -70,-206 -50,-222 C-66,-190 -82,-170 -86,-140 L-92,310 C-94,326 -106,326 -108,310 Z" fill="#fff" opacity=".34"/>
    <path d="M112,-120 L120,320" stroke="#fff" stroke-width="6" opacity=".22"/>`
}
