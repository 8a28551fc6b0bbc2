import type { Region } from '../../main/kernel/finding.ts'

/** Which pixels of a small picture show the item: 1 or 0, row by row. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly bits: Uint8Array
}

/** Pixels that touch (four neighbours), with their box in pixels: right and bottom not included. */
export interface Piece {
  readonly label: number
  readonly area: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The mask without specks and pinholes: a pixel is what most of its three by three are. */
export function smoothed({ width, height, bits }: Mask): Mask {
  const out = new Uint8Array(bits.length)
  const clampX = (x: number) => Math.min(width - 1, Math.max(0, x))
  for (let y = 0; y < height; y++) {
    const [up, here, down] = [Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width]
    const column = (x: number) => bits[up + x]! + bits[here + x]! + bits[down + x]!
    let [before, now] = [column(0), column(0)]
    for (let x = 0; x < width; x++) {
      const next = column(clampX(x + 1))
      out[here + x] = before + now + next >= 5 ? 1 : 0
      before = now
      now = next
    }
  }
  return { width, height, bits: out }
}

/** Everything the outside cannot reach from the picture's border belongs to the mask. */
export function filled({ width, height, bits }: Mask): Mask {
  const outside = new Uint8Array(bits.length)
  const waiting = new Int32Array(bits.length)
  let last = 0
  const reach = (at: number) => {
    if (bits[at] || outside[at]) return
    outside[at] = 1
    waiting[last++] = at
  }
  for (let x = 0; x < width; x++) {
    reach(x)
    reach((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    reach(y * width)
    reach(y * width + width - 1)
  }
  while (last > 0) spread(waiting[--last]!, { width, size: bits.length }, reach)
  return { width, height, bits: inverse(outside) }
}

function inverse(bits: Uint8Array): Uint8Array {
  const out = new Uint8Array(bits.length)
  for (let i = 0; i < bits.length; i++) out[i] = 1 - bits[i]!
  return out
}

/** Calls `reach` for the four neighbours of a pixel. */
function spread(at: number, { width, size }: { width: number; size: number }, reach: (at: number) => void) {
  const x = at % width
  if (x > 0) reach(at - 1)
  if (x < width - 1) reach(at + 1)
  if (at >= width) reach(at - width)
  if (at + width < size) reach(at + width)
}

/** The pieces of a mask, largest first, and for every pixel the label of its piece (0 for none). */
export function piecesOf({ width, bits }: Mask): { readonly pieces: Piece[]; readonly labels: Uint16Array } {
  const labels = new Uint16Array(bits.length)
  const waiting = new Int32Array(bits.length)
  const pieces: Piece[] = []
  for (let start = 0; start < bits.length; start++)
    if (bits[start] && !labels[start]) pieces.push(flood(start, pieces.length + 1))
  return { pieces: pieces.sort((a, b) => b.area - a.area), labels }

  function flood(start: number, label: number): Piece {
    const found = { label, area: 0, left: width, top: bits.length, right: 0, bottom: 0 }
    let last = 0
    const reach = (at: number) => {
      if (!bits[at] || labels[at]) return
      labels[at] = label
      waiting[last++] = at
    }
    reach(start)
    while (last > 0) {
      const at = waiting[--last]!
      const x = at % width
      const y = (at - x) / width
      found.area++
      if (x < found.left) found.left = x
      if (x >= found.right) found.right = x + 1
      if (y < found.top) found.top = y
      if (y >= found.bottom) found.bottom = y + 1
      spread(at, { width, size: bits.length }, reach)
    }
    return found
  }
}

/** The box around everything set, in fractions of the picture; an empty mask has an empty box. */
export function boxOf({ width, height, bits }: Mask): Region {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (!bits[at]) continue
      if (x < left) left = x
      if (x >= right) right = x + 1
      if (y < top) top = y
      bottom = y + 1
    }
  if (right === 0) return { x: 0, y: 0, width: 0, height: 0 }
  return { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height }
}

/** How many pixels are set, as a part of all: 0..1. */
export function shareOf({ bits }: Mask): number {
  let count = 0
  for (let i = 0; i < bits.length; i++) count += bits[i]!
  return count / bits.length
}

/** The indices of the pixels within `thick` pixels of the picture's border. */
export function borderOf(width: number, height: number, thick: number): Int32Array {
  const found = new Int32Array(width * height)
  let count = 0
  for (let y = 0; y < height; y++) {
    const whole = y < thick || y >= height - thick
    for (let x = 0; x < width; x++)
      if (whole || x < thick || x >= width - thick) found[count++] = y * width + x
  }
  return found.subarray(0, count)
}
