import type { Planes } from './planes.ts'

/** Levels of a colour as `writeColour` takes it, 0 to this: quarters of a byte, for it is often the sum of four. */
const brightest = 255 * 4

/** Writes a colour (sRGB, quarters of a byte each) into planes of CIE L*a*b* (D65). */
export function writeColour(
  { light, red, yellow }: Pick<Planes, 'light' | 'red' | 'yellow'>,
  at: number,
  // four numbers and no object: sixty thousand of them a view keep the collector busy
  r: number,
  g: number,
  b: number,
): void {
  const linearRed = toLinear[r]!
  const linearGreen = toLinear[g]!
  const linearBlue = toLinear[b]!
  const x = curve((0.4124 * linearRed + 0.3576 * linearGreen + 0.1805 * linearBlue) / 0.9505)
  const y = curve(0.2126 * linearRed + 0.7152 * linearGreen + 0.0722 * linearBlue)
  const z = curve((0.0193 * linearRed + 0.1192 * linearGreen + 0.9505 * linearBlue) / 1.089)
  light[at] = 116 * y - 16
  red[at] = 500 * (x - y)
  yellow[at] = 200 * (y - z)
}

const toLinear = Float32Array.from({ length: brightest + 1 }, (_, level) => {
  const value = level / brightest
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** The cube root of CIE's curve at steps of 1/8192, up to a little over 1; read between two of them it is right to 1e-4 where a byte is 3e-3. */
const steps = 8192
const curves = Float32Array.from({ length: steps * 1.01 }, (_, step) => {
  const value = step / steps
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116
})

function curve(value: number): number {
  const at = (value * steps) | 0
  const below = curves[at]!
  return below + (curves[at + 1]! - below) * (value * steps - at)
}
