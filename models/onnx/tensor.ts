import { channelsOf, type Input } from './manifest-input.ts'
import { type Picture, seenPart } from './picture.ts'
import { spareNumbers } from './spare.ts'

/** A picture as the network takes it: flat, one picture, in the manifest's layout, colours and numbers, padding included. */
export function tensorOf(picture: Picture, input: Input): Float32Array {
  const channels = channelsOf(input)
  const plane = input.width * input.height
  // every number of it is written
  const data = spareNumbers(channels * plane)
  const seen = seenPart(picture.place, input)
  const source = input.colour === 'grey' ? greyOf(picture.pixels) : picture.pixels
  const pad = input.colour === 'grey' ? greyOf(Uint8Array.from(input.pad)) : input.pad
  const step = input.layout === 'NCHW' ? 1 : channels
  for (let channel = 0; channel < channels; channel++) {
    const shade = shadesOf(input, channel)
    const taken = input.colour === 'BGR' ? 2 - channel : channel
    const base = input.layout === 'NCHW' ? channel * plane : channel
    if (seen.width * seen.height < plane) fill(data, { base, step, plane }, shade[pad[taken]!]!)
    for (let y = 0, from = taken; y < seen.height; y++) {
      let to = base + ((seen.y + y) * input.width + seen.x) * step
      for (let x = 0; x < seen.width; x++, from += channels, to += step) data[to] = shade[source[from]!]!
    }
  }
  return data
}

interface Every {
  readonly base: number
  readonly step: number
  readonly plane: number
}

function fill(data: Float32Array, { base, step, plane }: Every, value: number): void {
  if (step === 1) data.fill(value, base, base + plane)
  else for (let i = 0; i < plane; i++) data[base + i * step] = value
}

/** Luma of red, green, blue by ITU-R BT.601 in 65536ths, as Pillow and OpenCV make grey. */
function greyOf(pixels: Uint8Array): Uint8Array {
  const grey = new Uint8Array(pixels.length / 3)
  for (let i = 0, at = 0; i < grey.length; i++, at += 3)
    grey[i] = (19595 * pixels[at]! + 38470 * pixels[at + 1]! + 7471 * pixels[at + 2]! + 32768) >> 16
  return grey
}

/** What each of the 256 values of a channel is to the network. */
function shadesOf({ range: [low, high], mean, std }: Input, channel: number): Float32Array {
  const [middle, spread] = [mean[channel]!, std[channel]!]
  return Float32Array.from(
    { length: 256 },
    (_, value) => (low + (value / 255) * (high - low) - middle) / spread,
  )
}
