import sharp from 'sharp'

/** A picture of one channel, 0..255, row by row. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** A photograph, upright and grey, at most `longest` pixels on its longer side, with its own upright size. */
export async function greyOf(
  photo: Uint8Array,
  longest: number,
): Promise<{ readonly grey: Grey; readonly photo: { readonly width: number; readonly height: number } }> {
  const upright = sharp(photo).autoOrient()
  const { autoOrient } = await upright.metadata()
  const { data, info } = await upright
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .greyscale()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const grey = { width: info.width, height: info.height, pixels: new Uint8Array(data) }
  return { grey, photo: { width: autoOrient.width, height: autoOrient.height } }
}
