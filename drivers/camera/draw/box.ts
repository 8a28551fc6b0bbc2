import type { CameraRole } from '../../../main/kernel/frame.ts'
import type { Dice } from '../../dice.ts'
import { type Art, css, type Paint, path, reliefFilter, sweep } from './art.ts'
import { flapFaces, openTop } from './box-flaps.ts'
import { boxLabel, tape } from './box-label.ts'
import { cornersOf, face, faces, type Half, outlineOf, type Point, project, type See } from './solid.ts'

const cartons: readonly Paint[] = [
  [32, 38, 56],
  [30, 32, 62],
  [35, 30, 50],
]

/** How light falls on each wall one can see: points of lightness more than the card's own. */
const wallLight = { top: 9, front: -2, left: 3, right: -16, back: -10 } as const
type Wall = keyof typeof wallLight

/** Corners of each wall, anticlockwise from outside. */
const wallCorners: Readonly<Record<Wall, string>> = {
  top: 'xYZ XYZ XYz xYz',
  front: 'xyZ XyZ XYZ xYZ',
  left: 'xyz xyZ xYZ xYz',
  right: 'XyZ Xyz XYz XYZ',
  back: 'Xyz xyz xYz XYz',
}
const walls = Object.keys(wallLight) as readonly Wall[]

/** A shipping carton with tape and an address label; `open` has its flaps up. */
export function drawBox(dice: Dice, role: CameraRole, open: boolean): Art {
  const card = dice.pick(cartons)
  const half = { x: dice.between(290, 340), y: dice.between(120, 175), z: dice.between(220, 260) }
  const askew = dice.between(-9, 9)
  const see = (point: Point) => project(point, role, askew)
  const above = role === 'top' || role === 'label'
  const middle = see(above ? [-60, half.y, 70] : [-90, 10, half.z])
  const edge = see([half.x - 60, half.y - 50, half.z])
  const parts = [...walls.map((wall) => cornersOf(wallCorners[wall], half)), ...(open ? flapFaces(half) : [])]
  return {
    footprint: face(cornersOf('xyZ XyZ Xyz xyz', half).map(see)),
    outline: outlineOf(parts.map((part) => part.map(see))),
    spots: [
      { x: middle[0], y: middle[1], size: 70 },
      { x: edge[0], y: edge[1], size: 60 },
    ],
    defs:
      reliefFilter('card', { frequency: '0.5 0.012', depth: 1.4, octaves: 2, contrast: 0.8 }, dice) +
      walls.map((wall) => wallPaint(wall, card)).join(''),
    body: `<g filter="url(#card)">${drawWalls(half, { card, see, open })}${open ? openTop(card, half, see) : ''}</g>
      ${open ? '' : tape(half, see) + boxLabel(half, see, above)}`,
  }
}

function wallPaint(wall: Wall, card: Paint): string {
  const light = wallLight[wall]
  return sweep(`wall-${wall}`, 'slant', [
    [0, css(card, light + 4)],
    [1, css(card, light - 5)],
  ])
}

function drawWalls(
  half: Half,
  how: { readonly card: Paint; readonly see: See; readonly open: boolean },
): string {
  const seen = walls.map((wall) => ({ wall, points: cornersOf(wallCorners[wall], half).map(how.see) }))
  const visible = seen.filter(({ wall, points }) => faces(points) && !(how.open && wall === 'top'))
  const edge = `stroke="${css(how.card, -18)}" stroke-width="2.5" stroke-linejoin="round"`
  return visible.map(({ wall, points }) => path(face(points), `fill="url(#wall-${wall})" ${edge}`)).join('')
}
