/** A picture in memory: red, green, blue, 0..255, row by row, `width * height * 3` bytes. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Most samples along one side of a block that is averaged: more changes the mean by less than sensor noise. */
const samples = 3

/** The picture shrunk to at most `longest` pixels on its longer side; each pixel is the mean of samples of its block. */
export function shrunk(raster: Raster, longest: number): Raster {
  const ratio = longest / Math.max(raster.width, raster.height)
  if (ratio >= 1) return raster
  const width = Math.max(1, Math.round(raster.width * ratio))
  const height = Math.max(1, Math.round(raster.height * ratio))
  const columns = sampledAt(raster.width, width)
  const rows = sampledAt(raster.height, height)
  const sums = new Uint16Array(width * 3)
  const pixels = new Uint8Array(width * height * 3)
  const [across, down] = [columns.length / width, rows.length / height]
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (let k = 0; k < down; k++) addRow(sums, raster, { columns, across, y: rows[y * down + k]! })
    for (let i = 0; i < sums.length; i++) pixels[y * sums.length + i] = sums[i]! / (across * down) + 0.5
  }
  return { width, height, pixels }
}

/** For each pixel of the small side, which pixels of the large side stand for it: as many for each. */
function sampledAt(large: number, small: number): Int32Array {
  const count = Math.min(samples, Math.ceil(large / small))
  return Int32Array.from({ length: small * count }, (_, i) =>
    Math.min(large - 1, Math.floor(((i + 0.5) * large) / (small * count))),
  )
}

function addRow(
  sums: Uint16Array,
  { width, pixels }: Raster,
  { columns, across, y }: { readonly columns: Int32Array; readonly across: number; readonly y: number },
): void {
  for (let i = 0, to = 0; i < columns.length; to += 3)
    for (let k = 0; k < across; k++, i++) {
      const at = (y * width + columns[i]!) * 3
      sums[to]! += pixels[at]!
      sums[to + 1]! += pixels[at + 1]!
      sums[to + 2]! += pixels[at + 2]!
    }
}
