/** A square spot on a crop, in fractions of its side. */
export interface CropSpot {
  readonly colour: readonly [number, number, number]
  readonly from: number
  readonly to: number
}

/** A square crop of one grey, with a spot on it: the bytes eyes compare. */
export function drawnCrop(side: number, spot?: CropSpot): Uint8Array {
  const crop = new Uint8Array(side * side * 3).fill(150)
  for (let y = 0; spot && y < side; y++)
    for (let x = 0; x < side; x++) {
      const inside = [x, y].every((at) => at >= spot.from * side && at < spot.to * side)
      if (inside) crop.set(spot.colour, (y * side + x) * 3)
    }
  return crop
}
