import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import type { Camera } from './port.ts'
import { streamCamera } from './stream/stream-camera.ts'
import { askOffers, chooseMode, type Mode } from './v4l2-modes.ts'
import { findNode, type NodeSources, nodeAccess, thisMachine } from './v4l2-node.ts'

export interface V4l2CameraOptions {
  readonly name: string
  readonly role: CameraRole
  /** Which camera: its link under /dev/v4l/by-id or /dev/v4l/by-path, or its serial number. Never /dev/video0. */
  readonly device?: string
  readonly serialNumber?: string
  readonly width: number
  readonly height: number
  readonly fps: number
  /**
   * `mjpeg`: the camera's own JPEGs, byte by byte; `raw`: ffmpeg makes them of what the camera gives; `auto`: the camera is
   * asked at each start of a run, which of the two and which of its sizes are nearest to what is wanted.
   */
  readonly format: 'auto' | 'mjpeg' | 'raw'
  readonly ffmpeg: string
  /** Milliseconds a picture may be older than the kernel's time of it: its exposure. */
  readonly latencyMs?: number
  readonly frozenMs?: number
}

/** A camera of this Linux machine, read by one ffmpeg as long as the station runs. */
export function v4l2Camera(
  options: V4l2CameraOptions,
  clock: Clock,
  sources: NodeSources = thisMachine,
): Camera {
  const { name, role, latencyMs = 100, frozenMs = 5000, ffmpeg } = options
  const who = `The ${role} camera ${name}`
  const node = async () => {
    const found = await findNode(options, sources)
    if ('path' in found) return found.path
    throw new Fault('CAMERA_LOST', `${who} ${found.why}.`)
  }
  let mode: Mode = options
  const source = {
    ...{ who, ffmpeg, latencyMs, frozenMs },
    args: async (stop: AbortSignal) => {
      const path = await node()
      mode = await modeFor(path, options, { clock, stop })
      return argsFor(path, mode, options.fps)
    },
    faultOf: async (words: string) => {
      const tried = `${mode.width} × ${mode.height} pixels${mode.format ? ` as ${mode.format}` : ''}`
      const other = options.format === 'auto' ? 'raw' : 'auto'
      return faultOf(words, { who, path: await node(), sources, tried, other })
    },
  }
  return streamCamera({ name, role }, source, clock)
}

/** What a run asks of the camera. One that does not say what it offers is opened as most are, and that tells what is wrong. */
async function modeFor(
  path: string,
  { width, height, format, ffmpeg }: V4l2CameraOptions,
  { clock, stop }: { readonly clock: Clock; readonly stop: AbortSignal },
): Promise<Mode> {
  const asked = { width, height }
  if (format === 'raw') return asked
  const chosen = format === 'auto' && chooseMode(await askOffers({ ffmpeg, path }, clock, stop), asked)
  return chosen || { ...asked, format: 'mjpeg' }
}

function argsFor(path: string, { width, height, format }: Mode, fps: number): readonly string[] {
  // mjpeg2jpeg adds the Huffman tables that many cameras leave out
  const code = format === 'mjpeg' ? ['-c:v', 'copy', '-bsf:v', 'mjpeg2jpeg'] : encoded
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-fflags', 'nobuffer'],
    ...['-f', 'v4l2', '-ts', 'abs', ...(format ? ['-input_format', format] : [])],
    ...['-video_size', `${width}x${height}`, '-framerate', String(fps), '-i', path],
    ...[...code, ...asParts],
  ]
}

/**
 * JPEG of the best quality ffmpeg has, in the colours every reader knows; each picture once, with its own time. By one thread: a
 * second one would encode the next picture meanwhile, and give each out only when that has come.
 */
export const encoded = [
  ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
  ...['-c:v', 'mjpeg', '-threads', '1', '-q:v', '2', '-pix_fmt', 'yuvj422p'],
] as const
/** Pictures with their lengths to standard output, and the time each was taken to handle 3. */
export const asParts = [
  ...['-an', '-map', '0:v:0', '-copyts', '-flush_packets', '1'],
  ...['-f', 'tee', '[f=mpjpeg]pipe:1|[f=framecrc]pipe:3'],
] as const

/** What ffmpeg was asked for when it ended: which camera, what pictures, and a format that is worth a try instead. */
interface Asked {
  readonly who: string
  readonly path: string
  readonly sources: NodeSources
  readonly tried: string
  readonly other: string
}

async function faultOf(words: string, { who, path, sources, tried, other }: Asked): Promise<Fault> {
  if (/device or resource busy/i.test(words)) {
    const holders = await sources.holders(path)
    const by = holders.length > 0 ? holders.join(', ') : 'a program of another account'
    return new Fault('CAMERA_BUSY', `${who} (${path}) is in use by ${by}.`)
  }
  if (/permission denied|operation not permitted/i.test(words))
    return new Fault(
      'DEVICE_DENIED',
      `${who} (${path}) may not be opened: ${await nodeAccess(path, sources)}.`,
    )
  if (/proper format|format.*not support|invalid argument/i.test(words))
    return new Fault(
      'CAMERA_LOST',
      `${who} (${path}) does not give pictures of ${tried}; "format": "${other}" or another width and height may do.`,
    )
  return new Fault('CAMERA_LOST', `${who} (${path}) stopped: ${lastWords(words)}.`)
}

/** The last line of what a program said, without its own marks; a few words where it said nothing. */
export function lastWords(words: string): string {
  const lines = words.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
  const last = lines.findLast((line) => line !== '')
  return last ? last.replace(/\.$/, '').slice(0, 200) : 'ffmpeg ended without a word'
}
