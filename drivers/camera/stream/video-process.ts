import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { createPairing, type Part } from './paired.ts'
import { NoParts } from './part-reader.ts'

/** How a run of ffmpeg ended: that there is none, what it said last, or what was wrong with what it sent. */
export type VideoEnd =
  | { readonly why: 'no-ffmpeg' }
  | { readonly why: 'ended'; readonly words: string }
  | { readonly why: 'no-parts'; readonly sent: string }

/** One run of ffmpeg that writes pictures to its standard output and their times to handle 3. */
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

/** How ffmpeg is started. */
export interface VideoCommand {
  /** Program to run; `ffmpeg` where it is on the path. */
  readonly program: string
  readonly args: readonly string[]
  /** Written to its standard input, which nobody else on this machine can read; nothing unless told. */
  readonly input?: string
}

/** Starts ffmpeg; `heard` gets each whole picture. Never throws: a program that is not there is an end too. */
export function startVideo(
  { program, args, input }: VideoCommand,
  heard: (part: Part) => void,
): VideoProcess {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], windowsHide: true })
  // One that ends before it has read this tells so by ending.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const { promise: ended, resolve } = Promise.withResolvers<VideoEnd>()
  let words = ''
  let end: VideoEnd | undefined
  const stop = () => {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), politeMs).unref()
  }
  const strictly = (read: (chunk: Uint8Array) => void) => (chunk: Uint8Array) => {
    if (end) return
    try {
      read(chunk)
    } catch (thrown) {
      if (!(thrown instanceof NoParts)) throw thrown
      end = { why: 'no-parts', sent: thrown.message }
      stop()
    }
  }
  const pairing = createPairing(heard)
  child.stdout.on('data', strictly(pairing.picture))
  ;(child.stdio[3] as Readable | null)?.on('data', strictly(pairing.time))
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
