import type { Readable } from 'node:stream'

/** First bytes of JPEG (ISO 10918-1 B.1) and PNG (ISO 15948 5.2). */
const signatures = [
  { type: 'image/jpeg', hex: 'ffd8ff' },
  { type: 'image/png', hex: '89504e470d0a1a0a' },
] as const

/** Media type by the first bytes; what is no photograph is bytes, which a browser will not run or draw. */
export async function mediaTypeOf(bytes: Readable): Promise<string> {
  for await (const chunk of bytes) {
    bytes.destroy()
    const start = Buffer.from(chunk).subarray(0, 8).toString('hex')
    return signatures.find(({ hex }) => start.startsWith(hex))?.type ?? 'application/octet-stream'
  }
  return 'application/octet-stream'
}
