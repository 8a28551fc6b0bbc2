import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/**
 * What a line does with a request: `pass` it, `drop` it unread, lose the answers to POSTs (every one, or `one` and then
 * pass), or answer like a `portal` in its way.
 */
export type LineMode = 'pass' | 'drop' | 'lose-answers' | 'lose-one-answer' | 'portal'

/** A network between a station and central that a test can break. */
export interface FlakyLine {
  readonly url: string
  mode: LineMode
  /** Where requests go; may be changed when central comes back under another address. */
  target: string
  /** Method and path of every request that came in, in order. */
  readonly seen: string[]
}

/** Opens a line to `target` on a loopback port; it is closed when the test is over. */
export async function flakyLine(target: string): Promise<FlakyLine> {
  const line = { url: '', mode: 'pass' as LineMode, target, seen: [] as string[] }
  const server = createServer((request, response) => {
    line.seen.push(`${request.method} ${request.url}`)
    carry(line, request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  const { port } = server.address() as { port: number }
  line.url = `http://127.0.0.1:${port}`
  return line
}

async function carry(line: FlakyLine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const mode = line.mode
  if (mode === 'drop') return void request.socket.destroy()
  if (mode === 'portal') return void response.end('<html>Please accept our terms</html>')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { host: _, connection: __, ...headers } = request.headers
  const answer = await fetch(`${line.target}${request.url}`, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(chunks.length > 0 ? { body: new Uint8Array(Buffer.concat(chunks)) } : {}),
  })
  const body = Buffer.from(await answer.arrayBuffer())
  if (request.method === 'POST' && mode.startsWith('lose')) {
    if (mode === 'lose-one-answer') line.mode = 'pass'
    return void request.socket.destroy()
  }
  const kept = [...answer.headers].filter(
    ([name]) => !/^(connection|keep-alive|transfer-encoding|content-length)$/.test(name),
  )
  response
    .writeHead(answer.status, Object.fromEntries(kept))
    .end(request.method === 'HEAD' ? undefined : body)
}
