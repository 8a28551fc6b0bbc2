import type { Label } from '../inspection/record.ts'

const dotsPerMm = { 203: 8, 300: 12, 600: 24 } as const

/** A label as a PNG, for the screen; the printer draws its own. */
export async function labelPicture(label: Label): Promise<Buffer> {
  // Loaded at the first label shown: its wasm costs 0.4 s that a starting station does not have.
  const { ready } = await import('zpl-renderer-js')
  const { api } = await ready
  const base64 = await api.zplToBase64Async(label.zpl, label.widthMm, label.heightMm, dotsPerMm[label.dpi])
  return Buffer.from(base64, 'base64')
}
