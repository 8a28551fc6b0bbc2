import type { Input } from './manifest-input.ts'
import { fieldsOf } from './protobuf.ts'

/** Field numbers of onnx.proto: ModelProto.metadata_props, StringStringEntryProto.key and .value. */
const metadataProps = 14
const keyField = 1
const valueField = 2

/** The metadata an ONNX file carries, by key; empty where the bytes are no readable model. */
export function metadataOf(model: Uint8Array): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  try {
    for (const field of fieldsOf(model)) {
      if (field.number !== metadataProps || !field.bytes) continue
      const inner = [...fieldsOf(field.bytes)]
      const text = (number: number) =>
        new TextDecoder().decode(inner.find((one) => one.number === number)?.bytes)
      found[text(keyField)] = text(valueField)
    }
  } catch {
    // bytes that end inside a field are no model; the check of its operator set says so
  }
  return found
}

/** The manifest's words for the values of ONNX's Image.* keys (onnx docs/MetadataProps.md). */
const formats: Readonly<Record<string, Input['colour']>> = { Gray8: 'grey', Rgb8: 'RGB', Bgr8: 'BGR' }
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  NominalRange_0_255: [0, 255],
  Normalized_0_1: [0, 1],
  Normalized_1_1: [-1, 1],
}

/** Half a sentence where the file's own word on its pictures is another than the manifest's; undefined where it has none or agrees. */
export function metadataDiffers(
  metadata: Readonly<Record<string, string>>,
  input: Input,
): string | undefined {
  const { colour } = input
  const format = metadata['Image.BitmapPixelFormat']
  if (format !== undefined && formats[format] !== colour)
    return `its Image.BitmapPixelFormat is ${format}, the manifest's input.colour is ${colour}; RGB is Rgb8, BGR is Bgr8, grey is Gray8`
  const gamma = metadata['Image.ColorSpaceGamma']
  if (gamma !== undefined && gamma !== 'SRGB')
    return `its Image.ColorSpaceGamma is ${gamma}; the station gives SRGB`
  const range = metadata['Image.NominalPixelRange']
  if (range === undefined || reaches(input, ranges[range])) return undefined
  const spans = spanOf(input).map(([low, high]) => `[${round(low)}, ${round(high)}]`)
  return `its Image.NominalPixelRange is ${range}; with range, mean and std of the manifest's input its channels span ${spans.join(', ')}`
}

/** What black and white are to the network, channel by channel. */
function spanOf({ range, mean, std }: Input): (readonly [number, number])[] {
  return mean.map((middle, channel) => {
    const spread = std[channel] ?? 1
    return [(range[0] - middle) / spread, (range[1] - middle) / spread] as const
  })
}

function reaches(input: Input, wanted: readonly [number, number] | undefined): boolean {
  if (!wanted) return false
  const same = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))
  return spanOf(input).every(([low, high]) => same(low, wanted[0]) && same(high, wanted[1]))
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)))
}
