import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import type { Camera } from './port.ts'
import { streamCamera } from './stream/stream-camera.ts'
import { asParts, encoded, lastWords } from './v4l2.ts'

export interface RtspCameraOptions {
  readonly name: string
  readonly role: CameraRole
  /** `rtsp://user:password@host/…`; no message names user, password or query. */
  readonly url: string
  readonly transport: 'tcp' | 'udp'
  readonly fps: number
  readonly ffmpeg: string
  /** Milliseconds a picture may be old when it reaches this machine: the camera's encoder and the network. */
  readonly latencyMs?: number
  /** Longer than between two key frames: a still scene may be sent as "nothing changed". */
  readonly frozenMs?: number
}

/** A network camera's video, read by one ffmpeg as long as the station runs. */
export function rtspCamera(options: RtspCameraOptions, clock: Clock): Camera {
  const { name, role, latencyMs = 500, frozenMs = 30_000, ffmpeg } = options
  const shown = shownOf(options.url)
  const who = `The ${role} camera ${name} at ${shown}`
  const source = {
    ...{ who, ffmpeg, latencyMs, frozenMs },
    args: async () => argsFor(options.fps),
    input: scriptFor(options),
    faultOf: async (words: string) => new Fault('CAMERA_LOST', `${who} ${reasonOf(words)}.`),
  }
  return streamCamera({ name, role }, source, clock)
}

/** Microseconds a silent network is given before ffmpeg ends by itself. */
const silentUs = 6_000_000

/**
 * What ffmpeg reads from its standard input: a list of one file, which is the camera. Its arguments anybody on this machine
 * may list, and the URL holds a password.
 */
function scriptFor({ url, transport }: RtspCameraOptions): string {
  const options = {
    rtsp_transport: transport,
    timeout: silentUs,
    analyzeduration: 1_000_000,
    fflags: 'nobuffer',
  }
  const lines = Object.entries(options).map(([name, value]) => `option ${name} ${value}\n`)
  // Quoted as ffmpeg quotes: a quote within ends the quoting for itself. No line end can be in a URL.
  const quoted = url.replaceAll(/[\r\n]/g, '').replaceAll("'", "'\\''")
  return `ffconcat version 1.0\nfile '${quoted}'\n${lines.join('')}`
}

/** What the list on its standard input may make ffmpeg open. */
const protocols = 'pipe,rtp,srtp,tcp,tls,udp'

function argsFor(fps: number): readonly string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-fflags', 'nobuffer', '-flags', 'low_delay'],
    ...['-f', 'concat', '-safe', '0', '-protocol_whitelist', protocols],
    // the time of a picture is when it came; one thread, because each more holds a picture back
    ...['-use_wallclock_as_timestamps', '1', '-threads', '1', '-i', 'pipe:0'],
    ...['-vf', fewer(fps), ...encoded, ...asParts],
  ]
}

/**
 * Begins with a whole picture: before the first key frame a stream that is joined midway decodes to grey. Then leaves
 * pictures out and never repeats one, as the filter `fps` would: a repeated picture is an old one with a new time.
 */
function fewer(fps: number): string {
  const apart = (0.95 / fps).toFixed(4)
  return `select='if(isnan(prev_selected_t),eq(pict_type,PICT_TYPE_I),gte(t-prev_selected_t,${apart}))'`
}

/** For messages: without user, password and query, which often hold secrets. */
function shownOf(text: string): string {
  const url = new URL(text)
  return `${url.protocol}//${url.host}${url.pathname}`
}

function reasonOf(words: string): string {
  if (/401|403|unauthorized|forbidden/i.test(words)) return 'refuses its user name or password'
  if (/404|not found/i.test(words)) return 'has no such stream (404); check the path of its URL'
  if (/connection refused/i.test(words)) return 'does not answer (connection refused)'
  if (/failed to resolve|name or service|unknown host/i.test(words)) return 'has a host name nobody knows'
  if (/timed out|no route|unreachable/i.test(words)) return 'cannot be reached over the network'
  return `stopped: ${withoutSecrets(lastWords(words))}`
}

function withoutSecrets(words: string): string {
  return words.replaceAll(/rtsps?:\/\/\S*/gi, (url) => {
    try {
      return shownOf(url.replace(/[:,.']+$/, ''))
    } catch {
      return 'its URL'
    }
  })
}
