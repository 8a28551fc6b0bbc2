import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A network camera on the loopback interface: what one ffmpeg publishes is given to everybody who plays it (RFC 2326, over TCP). */
export interface RtspRelay {
  /** Where to publish to, and to play from. */
  readonly url: string
  /** Whether somebody publishes. */
  live(): boolean
  /** Cuts every player off, as a camera that restarts does. */
  hangUp(): void
  close(): Promise<void>
}

interface Request {
  readonly method: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** `account` (`user:password`) is asked for by basic authentication of those who play. */
export async function openRtspRelay(account?: string): Promise<RtspRelay> {
  const players = new Set<Socket>()
  const sockets = new Set<Socket>()
  let sdp: string | undefined
  const url = () => `rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/main`

  const answers: Record<string, (socket: Socket, request: Request) => readonly [number, string[], string?]> =
    {
      OPTIONS: () => [200, ['Public: OPTIONS, ANNOUNCE, DESCRIBE, SETUP, PLAY, RECORD, TEARDOWN']],
      ANNOUNCE: (socket, { body }) => {
        sdp = body
        socket.once('close', () => {
          sdp = undefined
        })
        return [200, []]
      },
      DESCRIBE: (_, { headers }) => {
        const wanted = account && `Basic ${Buffer.from(account).toString('base64')}`
        if (wanted && headers.get('authorization') !== wanted)
          return [401, ['WWW-Authenticate: Basic realm="camera"']]
        return sdp === undefined
          ? [404, []]
          : [200, ['Content-Type: application/sdp', `Content-Base: ${url()}/`], sdp]
      },
      SETUP: (_, { headers }) => [200, [`Transport: ${headers.get('transport')}`, 'Session: 1']],
      PLAY: (socket) => {
        setImmediate(() => players.add(socket))
        return [200, ['Session: 1']]
      },
      RECORD: () => [200, ['Session: 1']],
      TEARDOWN: () => [200, ['Session: 1']],
    }

  const server = createServer((socket) => {
    sockets.add(socket)
    let held = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('close', () => {
      players.delete(socket)
      sockets.delete(socket)
    })
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      for (;;) {
        const packet = packetIn(held)
        if (packet) {
          if (!players.has(socket)) for (const player of players) player.write(packet)
          held = held.subarray(packet.length)
          continue
        }
        const found = held[0] === 0x24 ? undefined : requestIn(held)
        if (!found) return
        held = held.subarray(found.size)
        const [status, headers, body = ''] = answers[found.request.method]?.(socket, found.request) ?? [
          501,
          [],
        ]
        const all = [
          `CSeq: ${found.request.headers.get('cseq')}`,
          ...headers,
          ...(body ? [`Content-Length: ${body.length}`] : []),
        ]
        socket.write(
          `RTSP/1.0 ${status} ${status === 200 ? 'OK' : 'No'}\r\n${all.join('\r\n')}\r\n\r\n${body}`,
        )
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = () => {
    for (const player of players) player.destroy()
  }
  return {
    url: url(),
    live: () => sdp !== undefined,
    hangUp,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** An interleaved packet at the beginning: `$`, channel, length, bytes. */
function packetIn(held: Buffer): Buffer | undefined {
  if (held[0] !== 0x24 || held.length < 4) return undefined
  const size = 4 + held.readUInt16BE(2)
  return held.length < size ? undefined : held.subarray(0, size)
}

function requestIn(held: Buffer): { readonly request: Request; readonly size: number } | undefined {
  const end = held.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = held.toString('latin1', 0, end).split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const size = end + 4 + Number(headers.get('content-length') ?? 0)
  if (held.length < size) return undefined
  const request = { method: first.split(' ')[0] ?? '', headers, body: held.toString('latin1', end + 4, size) }
  return { request, size }
}
