import { z } from 'zod'
import { mostTiles } from '../picture/tiles.ts'

const side = z.int().min(32).max(2048)
const shade = z.int().min(0).max(255)
const ranges: readonly (readonly [number, number])[] = [
  [0, 1],
  [0, 255],
  [-1, 1],
]

/** What the network takes in, whole: nothing about a photograph is changed that does not stand here. */
export const inputShape = z.strictObject({
  name: z.string().min(1),
  layout: z.enum(['NCHW', 'NHWC']),
  width: side,
  height: side,
  colour: z.enum(['RGB', 'BGR', 'grey']),
  /** What the bytes 0..255 are spread over, before `mean` is taken off and `std` divides. */
  range: z
    .tuple([z.number(), z.number()])
    .refine(
      ([low, high]) => ranges.some((one) => one[0] === low && one[1] === high),
      'must be [0, 1], [0, 255] or [-1, 1]',
    ),
  /** One number a channel, in the network's order of channels. */
  mean: z.array(z.number()).min(1).max(3),
  std: z.array(z.number().positive()).min(1).max(3),
  /** contain: as large as fits, padded; cover: the middle that fills the input; stretch: sides forced to the input's. */
  fit: z.enum(['contain', 'cover', 'stretch']),
  /** With cover: the part of the short side that is kept, as in "resize to 256, centre-crop 224" (0.875). */
  part: z.number().gt(0).max(1).exactOptional(),
  kernel: z.enum(['nearest', 'linear', 'cubic', 'lanczos3']),
  /** Red, green, blue around a picture that does not fill the input, and behind transparency, 0..255. */
  pad: z.tuple([shade, shade, shade]),
  /** Most closer looks at an item that is larger than the input; a task that gives no places needs none. */
  tiles: z.int().min(0).max(mostTiles).exactOptional(),
})
export type Input = z.infer<typeof inputShape>

/** How many planes the network takes: one of grey, or three. */
export function channelsOf({ colour }: Pick<Input, 'colour'>): 1 | 3 {
  return colour === 'grey' ? 1 : 3
}

/** The network's input of one picture, as a shape. */
export function shapeOf(input: Input): readonly [1, number, number, number] {
  const { layout, width, height } = input
  const channels = channelsOf(input)
  return layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels]
}

/** What no single key of the input can get wrong alone, as half a sentence. */
export function inputProblem(input: Input): string | undefined {
  const channels = channelsOf(input)
  for (const key of ['mean', 'std'] as const)
    if (input[key].length !== channels)
      return `input.${key} has ${input[key].length} numbers; colour ${input.colour} has ${channels}`
  if (input.part !== undefined && input.fit !== 'cover')
    return `input.part is ${input.part}, but input.fit is ${input.fit}; part is for cover alone`
  return undefined
}
