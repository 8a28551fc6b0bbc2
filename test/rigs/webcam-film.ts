import { writeFileSync } from 'node:fs'
import sharp from 'sharp'

/** Frames are all the same; a few let the browser play the file in a loop. */
const frames = 3

/**
 * Writes a film that shows one photograph, for Chromium's fake webcam: baseline JPEGs one behind the other.
 * The browser shows a blank picture for anything but 4:2:0, and says nothing.
 */
export async function filmOf(photo: Uint8Array, file: string): Promise<string> {
  const frame = await sharp(photo)
    .resize(1280, 720, { fit: 'cover' })
    .jpeg({ quality: 92, chromaSubsampling: '4:2:0', progressive: false })
    .toBuffer()
  writeFileSync(file, Buffer.concat(Array.from({ length: frames }, () => frame)))
  return file
}
