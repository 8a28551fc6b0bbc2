import { type Planes, planeNames } from './planes.ts'
import { cropInto, moved, type Pose, type Pyramid } from './pose.ts'

/** How far a plane may differ and still agree, in its own unit: about what shading and a shifted highlight do. */
const slack = { light: 12, red: 8, yellow: 8, item: 0.35 } as const
const slacks = planeNames.map((name) => slack[name])

interface Refining {
  readonly pose: Pose
  readonly rounds: number
  /** As large as the reference, written over. */
  readonly scratch: Planes
}

/** Gauss-Newton on the four planes, each pixel weighing less the worse it fits, so that what is missing pulls at nothing. */
export function refine(reference: Planes, view: Pyramid, { scratch, ...from }: Refining): Pose {
  let { pose } = from
  for (let round = 0; round < from.rounds; round++) {
    const step = solve(normals(reference, cropInto(view, pose, scratch)))
    if (!step) return pose
    const [dx, dy, zoom, turn] = step.map((each) => Math.max(-0.08, Math.min(0.08, each))) as Step
    pose = moved(pose, { dx, dy, zoom: 1 + zoom, turn })
    if (Math.max(...step.map(Math.abs)) < 2e-4) break
  }
  return pose
}

/** How far two crops are apart at a pixel, squared, in slacks; written out, for it runs a million times a view. */
export function farAt(one: Planes, other: Planes, at: number): number {
  const light = (one.light[at]! - other.light[at]!) / slack.light
  const red = (one.red[at]! - other.red[at]!) / slack.red
  const yellow = (one.yellow[at]! - other.yellow[at]!) / slack.yellow
  const item = (one.item[at]! - other.item[at]!) / slack.item
  return light * light + red * red + yellow * yellow + item * item
}

type Step = [dx: number, dy: number, zoom: number, turn: number]

/** The upper half of a symmetric 4 × 4 matrix, row by row, and the right side. */
interface Normals {
  readonly matrix: Float64Array
  readonly right: Float64Array
}

function normals(reference: Planes, view: Planes): Normals {
  const size = reference.width
  const own = planeNames.map((name) => reference[name])
  const seen = planeNames.map((name) => view[name])
  const crops = { reference, view, own, seen }
  const sums = { matrix: new Float64Array(10), right: new Float64Array(4) }
  for (let y = 1; y < size - 1; y++)
    for (let at = y * size + 1, end = at + size - 2; at < end; at++) {
      if (reference.item[at]! + view.item[at]! < 0.05) continue
      addPixel(crops, at, sums)
    }
  return sums
}

interface Crops {
  readonly reference: Planes
  readonly view: Planes
  /** The four planes of the reference, and those of the view. */
  readonly own: readonly Float32Array[]
  readonly seen: readonly Float32Array[]
}

/** Only half of the matrix: the other half is the same. The weight is worked out here: handed over, each was an object to collect. */
function addPixel({ reference, view, own, seen }: Crops, at: number, { matrix, right }: Normals): void {
  const size = reference.width
  const weight = 1 / (1 + farAt(reference, view, at) / 4) ** 2
  const u = (at % size) / size - 0.5
  const v = Math.floor(at / size) / size - 0.5
  for (let each = 0; each < 4; each++) {
    const plane = seen[each]!
    const by = size / 2 / slacks[each]!
    const gx = (plane[at + 1]! - plane[at - 1]!) * by
    const gy = (plane[at + size]! - plane[at - size]!) * by
    // an even surface pulls nowhere
    if (gx === 0 && gy === 0) continue
    const off = (weight * (own[each]![at]! - plane[at]!)) / slacks[each]!
    const zoom = gx * u + gy * v
    const turn = gy * u - gx * v
    right[0]! += gx * off
    right[1]! += gy * off
    right[2]! += zoom * off
    right[3]! += turn * off
    const wx = weight * gx
    const wy = weight * gy
    const wzoom = weight * zoom
    matrix[0]! += wx * gx
    matrix[1]! += wx * gy
    matrix[2]! += wx * zoom
    matrix[3]! += wx * turn
    matrix[4]! += wy * gy
    matrix[5]! += wy * zoom
    matrix[6]! += wy * turn
    matrix[7]! += wzoom * zoom
    matrix[8]! += wzoom * turn
    matrix[9]! += weight * turn * turn
  }
}

/** Solves the 4 × 4 system by elimination, damped; nothing where the picture has no slopes. */
function solve({ matrix: m, right }: Normals): Step | undefined {
  const whole = [
    [m[0]!, m[1]!, m[2]!, m[3]!],
    [m[1]!, m[4]!, m[5]!, m[6]!],
    [m[2]!, m[5]!, m[7]!, m[8]!],
    [m[3]!, m[6]!, m[8]!, m[9]!],
  ]
  const rows = whole.map((row, at) => [...row, right[at]!])
  const trace = rows.reduce((sum, row, at) => sum + row[at]!, 0)
  if (!(trace > 0)) return undefined
  rows.forEach((row, at) => {
    row[at]! += row[at]! * 1e-3 + trace * 1e-6
  })
  for (let pivot = 0; pivot < 4; pivot++)
    for (let row = 0; row < 4; row++) {
      if (row === pivot) continue
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!
      for (let column = pivot; column < 5; column++) rows[row]![column]! -= factor * rows[pivot]![column]!
    }
  return rows.map((row, at) => row[4]! / row[at]!) as Step
}
