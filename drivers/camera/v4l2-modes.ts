import { spawn } from 'node:child_process'
import type { Clock } from '../../main/kernel/clock.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** How a camera is opened; without a format ffmpeg takes the first that fits. */
export interface Mode extends Size {
  /** As ffmpeg names it: `mjpeg`, `yuyv422`. */
  readonly format?: string
}

/** One format a camera offers, and its sizes; none where it names a range or nothing, which takes any. */
export interface Offer {
  readonly kind: 'Raw' | 'Compressed'
  readonly format: string
  readonly sizes: readonly Size[]
}

/** Milliseconds an ffmpeg that is asked has to answer: as long as one may take to its first picture. */
const patienceMs = 20_000
/** Characters read of an answer; a camera of sixty formats says some ten thousand. */
const mostWords = 65_536

/** Asks ffmpeg what the camera at `path` offers; nothing where it does not say. Resolves when that ffmpeg is gone. */
export async function askOffers(
  { ffmpeg, path }: { readonly ffmpeg: string; readonly path: string },
  clock: Clock,
  stop: AbortSignal,
): Promise<readonly Offer[]> {
  const args = ['-nostdin', '-hide_banner', '-loglevel', 'info', '-f', 'v4l2', '-list_formats', 'all']
  const child = spawn(ffmpeg, [...args, '-i', path], {
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  })
  const over = new AbortController()
  let words = ''
  child.stderr.on('data', (chunk: Uint8Array) => {
    words = (words + String(chunk)).slice(0, mostWords)
  })
  void clock.sleep(patienceMs, AbortSignal.any([stop, over.signal])).then(() => child.kill('SIGKILL'))
  const whole = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    // Its exit code says nothing: a list that is whole ends as an error too.
    child.once('close', (_code, killedBy) => resolve(killedBy === null))
  })
  over.abort()
  return whole ? offersIn(words) : []
}

/** `Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 1280x720`; a description may hold colons, sizes do not. */
const offerLine = /^(?:\[[^\]]*\]\s*)?(Raw|Compressed)\s*:\s*(\S+)\s*:.*:([^:]*)$/

/** The formats in what ffmpeg says of a camera, in its order, without those it cannot read. */
export function offersIn(words: string): readonly Offer[] {
  return words.split('\n').flatMap((line) => {
    const [, kind, format, sizes] = offerLine.exec(line.trim()) ?? []
    if (format === undefined || sizes === undefined || format === 'Unsupported') return []
    return [{ kind: kind === 'Raw' ? 'Raw' : 'Compressed', format, sizes: sizesIn(sizes) } as const]
  })
}

function sizesIn(text: string): readonly Size[] {
  if (text.includes('{')) return []
  return [...text.matchAll(/(\d+)x(\d+)/g)]
    .map(([, width, height]) => ({ width: Number(width), height: Number(height) }))
    .filter((size) => pixels(size) > 0)
}

/**
 * The camera's own JPEGs where it offers them: they cost the wire and this machine least. But a scratch needs pixels, so raw
 * pictures go before JPEGs of less than half the pixels asked for, where they have more. Undefined where nothing is offered.
 */
export function chooseMode(offers: readonly Offer[], asked: Size): Mode | undefined {
  const best = (fits: (offer: Offer) => boolean) => nearest(modesOf(offers.filter(fits), asked), asked)
  const own = best(({ format }) => format === 'mjpeg')
  const raw = best((offer) => offer.kind === 'Raw' && !dull.test(offer.format)) ?? best(isRaw)
  if (own && raw && 2 * pixels(own) < pixels(asked) && pixels(raw) > pixels(own)) return raw
  return own ?? raw ?? best(() => true)
}

/** Grey, and colours as they lie on the sensor: taken only where there is nothing else. */
const dull = /^(gray|bayer)/
const isRaw = ({ kind }: Offer) => kind === 'Raw'

function modesOf(offers: readonly Offer[], { width, height }: Size): readonly Required<Mode>[] {
  return offers.flatMap(({ format, sizes }) =>
    (sizes.length > 0 ? sizes : [{ width, height }]).map((size) => ({ ...size, format })),
  )
}

/** The largest that is neither wider nor higher than what is asked for, which may be just that; else the smallest. */
function nearest<T extends Size>(sizes: readonly T[], { width, height }: Size): T | undefined {
  const within = sizes.filter((size) => size.width <= width && size.height <= height)
  const [largest] = within.toSorted((a, b) => pixels(b) - pixels(a))
  const [smallest] = sizes.toSorted((a, b) => pixels(a) - pixels(b))
  return largest ?? smallest
}

const pixels = ({ width, height }: Size) => width * height
