import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

/** What the camera does with a request: a picture, half of one, bytes without end, a refusal, silence, or hanging up. */
export type CameraMood =
  | { readonly does: 'send'; readonly bytes: Uint8Array; readonly mediaType?: string }
  | { readonly does: 'break-off'; readonly bytes: Uint8Array }
  | { readonly does: 'refuse'; readonly status: number }
  | { readonly does: 'never-end' }
  | { readonly does: 'hang' }
  | { readonly does: 'hang-up' }

/** A camera with a snapshot URL on the loopback interface. */
export interface HttpCameraRig {
  readonly url: string
  mood: CameraMood
  /** Headers of every request, oldest first. */
  readonly requests: readonly Readonly<Record<string, string | string[] | undefined>>[]
  close(): Promise<void>
}

/** Listens on 127.0.0.1, any free port. */
export async function openHttpCamera(mood: CameraMood): Promise<HttpCameraRig> {
  const requests: HttpCameraRig['requests'][number][] = []
  const server = createServer((request, response) => {
    requests.push(request.headers)
    const { mood } = rig
    if (mood.does === 'hang') return
    if (mood.does === 'hang-up') return void request.socket.destroy()
    if (mood.does === 'refuse') return void response.writeHead(mood.status).end('no')
    if (mood.does === 'never-end')
      return void Readable.from(forever())
        .on('error', () => {})
        .pipe(response)
    if (mood.does === 'break-off') {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': mood.bytes.length })
      response.write(mood.bytes.subarray(0, mood.bytes.length >> 1), () => request.socket.destroy())
      return
    }
    response.writeHead(200, { 'content-type': mood.mediaType ?? 'image/jpeg' }).end(mood.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const rig: HttpCameraRig = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/snapshot.jpg`,
    mood,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return rig
}

function* forever(): Generator<Uint8Array> {
  for (;;) yield Buffer.alloc(1024 * 1024, 0xff)
}
