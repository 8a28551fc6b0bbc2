import type { Dice } from '../../dice.ts'
import type { DamageKind, ItemKind } from '../subject.ts'
import type { Spot } from './art.ts'

/** SVG of one damage at a spot, in item space; the caller clips it to the item's outline. Open flaps are drawn by the box. */
export function drawDamage(
  damage: DamageKind,
  spot: Spot,
  ways: { readonly kind: ItemKind; readonly dice: Dice },
): string {
  const { x, y, size } = spot
  const at = `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${ways.dice.between(-30, 30).toFixed(1)})"`
  const draw = { stain, hole, dent, scratch, open_flap: () => '' }[damage]
  return `<g ${at}>${draw(size, ways.dice, ways.kind)}</g>`
}

/** Filters the damages use. */
export function damageDefs(dice: Dice): string {
  const seed = Math.floor(dice.between(1, 999))
  return `<filter id="ragged" x="-60%" y="-60%" width="220%" height="220%"><feTurbulence type="fractalNoise" baseFrequency="0.028" numOctaves="4" seed="${seed}"/>
      <feDisplacementMap in="SourceGraphic" scale="52" xChannelSelector="R" yChannelSelector="G"/></filter>
    <filter id="frayed" x="-60%" y="-60%" width="220%" height="220%"><feTurbulence type="fractalNoise" baseFrequency="0.11" numOctaves="3" seed="${seed}"/>
      <feDisplacementMap in="SourceGraphic" scale="20" xChannelSelector="R" yChannelSelector="G"/></filter>
    <filter id="smooth" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="9"/></filter>
    <filter id="smoother" x="-80%" y="-80%" width="260%" height="260%"><feGaussianBlur stdDeviation="16"/></filter>`
}

/** A blob grown from random radii around its middle. */
function blob(size: number, dice: Dice): string {
  const points = [...Array(9).keys()].map((step) => {
    const angle = (step / 9) * 2 * Math.PI
    const radius = size * dice.between(0.72, 1.16)
    return [Math.cos(angle) * radius, Math.sin(angle) * radius * 0.82] as const
  })
  const middles = points.map(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0]
    return [(x + nextX) / 2, (y + nextY) / 2] as const
  })
  const curve = points.map(
    ([x, y], index) =>
      `Q${x.toFixed(1)},${y.toFixed(1)} ${middles[index]?.map((value) => value.toFixed(1)).join(',')}`,
  )
  return `M${middles
    .at(-1)
    ?.map((value) => value.toFixed(1))
    .join(',')} ${curve.join(' ')} Z`
}

function stain(size: number, dice: Dice): string {
  const [dark, edge] = dice.pick([
    ['#4d2c12', '#37200e'],
    ['#5a1420', '#3d0c15'],
    ['#2c2a20', '#1c1b15'],
  ])
  const shape = blob(size, dice)
  const drops = [0, 1, 2, 3].map(
    () =>
      `<circle cx="${dice.between(-1.9, 1.9) * size}" cy="${dice.between(-1.5, 1.6) * size}" r="${dice.between(4, 11)}"/>`,
  )
  return `<g filter="url(#ragged)"><path d="${shape}" fill="${dark}" opacity=".5"/>
    <path d="${shape}" fill="${dark}" opacity=".38" transform="scale(.72) translate(8 4)"/>
    <path d="${shape}" fill="none" stroke="${edge}" stroke-width="5" opacity=".6"/></g><g fill="${dark}" opacity=".6">${drops.join('')}</g>`
}

function hole(size: number, dice: Dice): string {
  const half = size * 0.95
  const gape = size * dice.between(0.26, 0.42)
  const tear = `M${-half},0 C${-half * 0.5},${-gape} ${half * 0.3},${-gape * 1.2} ${half},${-4} C${half * 0.4},${gape} ${-half * 0.4},${gape * 1.1} ${-half},0 Z`
  return `<g filter="url(#smooth)"><path d="${tear}" fill="#000" opacity=".35" transform="scale(1.25)"/></g>
    <g filter="url(#frayed)"><path d="${tear}" fill="#fff" opacity=".5" transform="scale(1.1 1.35)"/>
    <path d="${tear}" fill="#14110f"/><path d="${tear}" fill="#000" transform="translate(-5 -7) scale(.86)"/></g>
    <path d="M${-half * 1.05},0 l-${size * 0.4},-7 M${half},-3 l${size * 0.42},10" stroke="#1a1614" stroke-width="4" stroke-linecap="round" opacity=".8"/>`
}

/** On glass and glaze a blow leaves cracks; on all else a hollow with creases. */
function dent(size: number, dice: Dice, kind: ItemKind): string {
  if (kind === 'phone') return star(size, dice)
  if (kind === 'mug') return crack(size, dice)
  return `<g filter="url(#smoother)"><ellipse rx="${size}" ry="${size * 0.72}" fill="#000" opacity=".5"/>
      <ellipse cx="${size * 0.42}" cy="${size * 0.4}" rx="${size * 0.7}" ry="${size * 0.46}" fill="#fff" opacity=".42"/></g>
    <g filter="url(#frayed)" fill="none" stroke-linecap="round"><path d="M${-size},${-size * 0.2} L${-size * 0.1},${size * 0.1} L${size * 0.95},${-size * 0.3} M${-size * 0.1},${size * 0.1} L${size * 0.1},${size * 0.8}" stroke="#1d160f" stroke-width="4" opacity=".42"/>
    <path d="M${-size},${-size * 0.1} L${-size * 0.1},${size * 0.2} L${size * 0.95},${-size * 0.2}" stroke="#fff" stroke-width="3.5" opacity=".35"/></g>`
}

/** Glass that was hit: rays and webs around a point. */
function star(size: number, dice: Dice): string {
  const rays = [...Array(11).keys()].map((ray) => {
    const angle = (ray / 11) * 2 * Math.PI + dice.between(-0.2, 0.2)
    const reach = size * dice.between(0.9, 2.6)
    const bend = angle + dice.between(-0.25, 0.25)
    const points = [
      [angle, reach * 0.4],
      [bend, reach],
    ].map(
      ([turn = 0, far = 0]) => `${(Math.cos(turn) * far).toFixed(1)},${(Math.sin(turn) * far).toFixed(1)}`,
    )
    return `M0,0 L${points.join(' L')}`
  })
  const webs = [0.35, 0.7].map(
    (far) =>
      `<ellipse rx="${size * far}" ry="${size * far * 0.9}" stroke-dasharray="${size * 0.3} ${size * 0.16}"/>`,
  )
  return `<g fill="none" stroke="#dfe7ee"><path d="${rays.join(' ')}" stroke-width="3" opacity=".85"/><g stroke-width="2" opacity=".6">${webs.join('')}</g></g>
    <circle r="${size * 0.1}" fill="#dfe7ee" opacity=".75"/>`
}

/** Glaze that was hit: a chip, and one crack that runs from it and forks. */
function crack(size: number, dice: Dice): string {
  const steps = [1, 2, 3, 4, 5].map((step) => `L${dice.between(-0.16, 0.16) * size},${step * size * 0.42}`)
  const fork = `M0,${size * 0.84} L${size * 0.3},${size * 1.2} L${size * 0.42},${size * 1.7}`
  const lines = `M0,0 ${steps.join(' ')} ${fork}`
  return `<g fill="none" stroke-linejoin="round"><path d="${lines}" stroke="#fff" stroke-width="6" opacity=".5" transform="translate(2 2)"/>
    <path d="${lines}" stroke="#2b2622" stroke-width="3.2" opacity=".85"/></g>
    <path d="${blob(size * 0.26, dice)}" fill="#cdbfa9" stroke="#5d5345" stroke-width="3"/>`
}

function scratch(size: number, dice: Dice): string {
  const lines = [...Array(5).keys()].map(() => {
    const [from, lean] = [dice.between(-0.5, 0.5) * size, dice.between(-0.3, 0.3) * size]
    const length = size * dice.between(1.1, 2.1)
    return `M${-length},${from} Q${dice.between(-20, 20)},${from + lean} ${length},${from + lean * 1.8}`
  })
  return `<g fill="none" stroke-linecap="round"><path d="${lines.join(' ')}" stroke="#15120f" stroke-width="5.5" opacity=".6"/>
    <path d="${lines.join(' ')}" stroke="#fff" stroke-width="3" opacity=".7" transform="translate(1.5 3.5)"/></g>`
}
