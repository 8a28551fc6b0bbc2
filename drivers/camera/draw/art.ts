import type { Dice } from '../../dice.ts'

/** Item space: 1000 × 1000 units around 0,0, y downwards; about one unit a pixel in the picture. */
export interface Art {
  /** SVG of gradients and filters. */
  readonly defs: string
  /** The outline as an SVG path: casts the shadow and holds the damage. */
  readonly outline: string
  /** Where it stands on the bench, as an SVG path, for cameras at the side; absent for what lies flat. */
  readonly footprint?: string
  /** SVG of the item, lit from the upper left. */
  readonly body: string
  /** Where damage shows well. */
  readonly spots: readonly Spot[]
}

/** A place on an item: middle and half of its width. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly size: number
}

/** A colour as hue 0..360, saturation and lightness 0..100. */
export type Paint = readonly [hue: number, saturation: number, lightness: number]

/** A paint as CSS, lighter or darker by so many points. */
export function css([hue, saturation, lightness]: Paint, lighter = 0): string {
  return `hsl(${hue},${saturation}%,${Math.min(98, Math.max(3, lightness + lighter))}%)`
}

/** A linear gradient over the filled shape; stops as [offset 0..1, colour]. */
export function sweep(
  id: string,
  angle: 'across' | 'down' | 'slant',
  stops: readonly [number, string][],
): string {
  const [x2, y2] = { across: [1, 0], down: [0, 1], slant: [1, 1] }[angle]
  return `<linearGradient id="${id}" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`
}

/** A radial gradient over the filled shape, its light at cx, cy (0..1). */
export function glow(
  id: string,
  [cx, cy, r]: readonly [number, number, number],
  stops: readonly [number, string][],
): string {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`
}

function stopsOf(stops: readonly [number, string][]): string {
  return stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join('')
}

/** How a surface catches the light: size of its unevenness (higher is finer), depth in units, seed. */
export interface Relief {
  readonly frequency: string
  readonly depth: number
  readonly octaves: number
  /** 0 leaves the surface even, 1 lights it fully. */
  readonly contrast: number
}

/** A filter that lights what it is put on as if its surface were uneven: folds of cloth, fur, cardboard. */
export function reliefFilter(id: string, relief: Relief, dice: Dice): string {
  const seed = Math.floor(dice.between(1, 999))
  return `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
    <feTurbulence type="fractalNoise" baseFrequency="${relief.frequency}" numOctaves="${relief.octaves}" seed="${seed}" result="n"/>
    <feDiffuseLighting in="n" surfaceScale="${relief.depth}" lighting-color="#fff" result="l"><feDistantLight azimuth="235" elevation="60"/></feDiffuseLighting>
    <feComposite in="l" in2="SourceGraphic" operator="arithmetic" k1="${1.16 * relief.contrast}" k3="${1 - relief.contrast}" result="lit"/>
    <feComposite in="lit" in2="SourceAlpha" operator="in"/></filter>`
}

/** A filter that blurs by so many units. */
export function blurFilter(id: string, units: number): string {
  return `<filter id="${id}" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="${units}"/></filter>`
}

/** An ellipse as SVG path data. */
export function oval(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx},${cy} a${rx},${ry} 0 1 0 ${2 * rx},0 a${rx},${ry} 0 1 0 ${-2 * rx},0 Z`
}

/** A path element with attributes given as text. */
export function path(d: string, attributes: string): string {
  return `<path d="${d}" ${attributes}/>`
}
