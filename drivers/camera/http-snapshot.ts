import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { within } from '../patience.ts'
import { createTeller } from '../teller.ts'
import { keepLooking } from './keep-looking.ts'
import { maxPhotoBytes } from './photo-format.ts'
import type { Camera } from './port.ts'
import { stillCamera } from './still-camera.ts'

export interface HttpCameraOptions {
  readonly name: string
  readonly role: CameraRole
  /** Answers GET with a JPEG or PNG; `http://user:password@host/…` for basic authentication. */
  readonly url: string
  /** Milliseconds a picture may take; 4,000 unless told. */
  readonly timeoutMs?: number
}

/** A camera with a snapshot URL. Its password, and the query of its URL, are in no message. */
export function httpCamera(options: HttpCameraOptions, clock: Clock): Camera {
  const { name, role, timeoutMs = 4000 } = options
  const source = sourceOf(options.url)
  const fail = (code: 'CAMERA_LOST' | 'CAMERA_TIMEOUT' | 'CAMERA_BAD_IMAGE', what: string) =>
    new Fault(code, `The ${role} camera ${name} at ${source.shown} ${what}.`)

  const take = async (signal: AbortSignal): Promise<Uint8Array> => {
    const over = new AbortController()
    const download = fetchPhoto(source, AbortSignal.any([signal, over.signal]), fail)
    try {
      return await within(download, { ms: timeoutMs, clock }, () =>
        fail('CAMERA_TIMEOUT', `gave no picture in ${timeoutMs} ms`),
      )
    } finally {
      over.abort()
    }
  }
  const teller = createTeller()
  const closed = new AbortController()
  const camera = stillCamera({ name, role, take, end: () => closed.abort() }, teller, clock)
  let look = new AbortController()
  const lookOnce = (signal: AbortSignal) => {
    look = new AbortController()
    return camera.shoot(AbortSignal.any([signal, look.signal]))
  }
  void keepLooking(teller, lookOnce, { clock, signal: closed.signal })
  return {
    ...camera,
    shoot(signal) {
      // Whoever shoots does not wait behind a look that hangs.
      look.abort()
      return camera.shoot(signal)
    },
  }
}

interface Source {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** For messages: without user, password and query, which often hold secrets. */
  readonly shown: string
}

function sourceOf(text: string): Source {
  const url = new URL(text)
  const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  const basic = `Basic ${Buffer.from(account).toString('base64')}`
  const headers = { 'cache-control': 'no-cache', ...(account === ':' ? {} : { authorization: basic }) }
  url.username = ''
  url.password = ''
  return { url: url.href, headers, shown: url.origin + url.pathname }
}

type Fail = (code: 'CAMERA_LOST' | 'CAMERA_BAD_IMAGE', what: string) => Fault

async function fetchPhoto(source: Source, signal: AbortSignal, fail: Fail): Promise<Uint8Array> {
  const response = await fetch(source.url, { headers: source.headers, signal }).catch((error: unknown) => {
    throw fail('CAMERA_LOST', `does not answer (${reasonOf(error)})`)
  })
  if (response.ok && response.body) return readBody(response.body, fail)
  await response.body?.cancel().catch(() => {})
  const { status } = response
  throw fail(
    'CAMERA_LOST',
    status === 401 || status === 403
      ? `refuses its user name or password (HTTP ${status})`
      : `answers with HTTP ${status} instead of a picture`,
  )
}

async function readBody(body: ReadableStream<Uint8Array>, fail: Fail): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      if (size > maxPhotoBytes) break
    }
  } catch {
    throw fail('CAMERA_BAD_IMAGE', `broke off after ${size} bytes`)
  }
  return Buffer.concat(chunks)
}

/** The operating system's code for a failed request, such as ECONNREFUSED; fetch hides it in `cause`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return error instanceof Error ? error.name : 'no reason given'
}
