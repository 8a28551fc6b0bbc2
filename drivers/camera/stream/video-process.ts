import { spawn } from 'node:child_process'
import { createPartReader, NoParts, type Part } from './part-reader.ts'

/** How a run of ffmpeg ended: that there is none, what it said last, or what was wrong with what it sent. */
export type VideoEnd =
  | { readonly why: 'no-ffmpeg' }
  | { readonly why: 'ended'; readonly words: string }
  | { readonly why: 'no-parts'; readonly sent: string }

/** One run of ffmpeg that writes pictures to its standard output. */
export interface VideoProcess {
  readonly pid: number | undefined
  readonly ended: Promise<VideoEnd>
  /** Ends it, also one that does not listen. */
  end(): void
}

/** Milliseconds an ffmpeg that was asked to end is given. */
const politeMs = 800
/** Characters kept of what it said last. */
const keptWords = 4000

/** Starts ffmpeg; `heard` gets each whole picture. Never throws: a program that is not there is an end too. */
export function startVideo(
  ffmpeg: string,
  args: readonly string[],
  { heard, now }: { readonly heard: (part: Part) => void; readonly now: () => number },
): VideoProcess {
  const child = spawn(ffmpeg, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  const { promise: ended, resolve } = Promise.withResolvers<VideoEnd>()
  let words = ''
  let end: VideoEnd | undefined
  const stop = () => {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), politeMs).unref()
  }
  const read = createPartReader()
  child.stdout.on('data', (chunk: Uint8Array) => {
    if (end) return
    try {
      for (const part of read(chunk, now())) heard(part)
    } catch (thrown) {
      if (!(thrown instanceof NoParts)) throw thrown
      end = { why: 'no-parts', sent: thrown.message }
      stop()
    }
  })
  child.stderr.on('data', (chunk: Uint8Array) => {
    words = (words + String(chunk)).slice(-keptWords)
  })
  // A program that cannot be started tells 'error' and may never tell 'close'.
  child.once('error', ({ message }: NodeJS.ErrnoException) =>
    resolve(message.includes('ENOENT') ? { why: 'no-ffmpeg' } : { why: 'ended', words: message }),
  )
  child.once('close', () => resolve(end ?? { why: 'ended', words }))
  return { pid: child.pid, ended, end: stop }
}
