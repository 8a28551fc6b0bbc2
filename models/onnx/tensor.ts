import type { Manifest } from './manifest.ts'
import type { Picture } from './picture.ts'

/** A picture as the network takes it: flat NCHW of one, normalised, with the padding around it. */
export function tensorOf({ pixels, place }: Picture, input: Manifest['input']): Float32Array {
  const plane = input.width * input.height
  const data = new Float32Array(3 * plane)
  for (let channel = 0; channel < 3; channel++) {
    const shade = shadesOf(input.mean[channel]!, input.std[channel]!)
    data.fill(shade[input.pad[channel]!]!, channel * plane, (channel + 1) * plane)
    for (let y = 0, from = channel; y < place.height; y++) {
      let to = channel * plane + (place.y + y) * input.width + place.x
      for (let x = 0; x < place.width; x++, from += 3) data[to++] = shade[pixels[from]!]!
    }
  }
  return data
}

/** What each of the 256 values of a channel is to the network. */
function shadesOf(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean) / std)
}
