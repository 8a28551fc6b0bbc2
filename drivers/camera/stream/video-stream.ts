import type { Clock } from '../../../main/kernel/clock.ts'
import { asFault, Fault } from '../../../main/kernel/fault.ts'
import type { Teller } from '../../teller.ts'
import { lookEveryMs } from '../keep-looking.ts'
import { FrozenWatch } from './frozen.ts'
import { jpegSize } from './jpeg-size.ts'
import type { Part } from './paired.ts'
import { startVideo, type VideoEnd, type VideoProcess } from './video-process.ts'

/** What a kind of video camera brings. */
export interface VideoSource {
  /** What begins every sentence about it: `The top camera Ceiling`. */
  readonly who: string
  /** Program to run; `ffmpeg` where it is on the path. */
  readonly ffmpeg: string
  /** Arguments for a run now; a Fault where the camera cannot be opened. The signal ends what it does to find them. */
  args(stop: AbortSignal): Promise<readonly string[]>
  /** What ffmpeg is told where nobody else can read it: a URL with its password. */
  readonly input?: string
  /** What ffmpeg's last words mean. */
  faultOf(words: string): Promise<Fault>
  /** Milliseconds a picture may be older than its time says: exposure, and what a camera takes to encode and send. */
  readonly latencyMs: number
  /** Milliseconds after which a camera that gives the same bytes again and again counts as frozen. */
  readonly frozenMs: number
}

/**
 * Milliseconds without any picture after which a run is ended: once pictures come, and before the first one, because the first
 * start of ffmpeg after the computer's own reads some two hundred libraries from a disk that may be slow.
 */
const stallMs = { running: 8000, starting: 20_000 } as const
const watchEveryMs = 500
/** No picture is this old, or this far ahead: its time is of another clock. */
const maxAgeMs = 60_000

/** One ffmpeg for as long as the camera is configured: started again whenever it ends, its state told. */
export class VideoStream {
  readonly #source: VideoSource
  readonly #teller: Teller
  readonly #clock: Clock
  readonly #closed = new AbortController()
  readonly #waiting = new Set<{ readonly after: number } & PromiseWithResolvers<Part>>()
  readonly #frozenWatch: FrozenWatch
  readonly #done: Promise<void>
  #kick = new AbortController()
  #run: VideoProcess | undefined
  #fault: Fault | undefined
  #frozen: Fault | undefined
  #cameAt = 0
  #size: { readonly width: number; readonly height: number } | undefined

  constructor(source: VideoSource, teller: Teller, clock: Clock) {
    this.#source = source
    this.#teller = teller
    this.#clock = clock
    this.#frozenWatch = new FrozenWatch(source.frozenMs)
    this.#done = this.#keepRunning()
  }

  /** The first picture that is surely from now on, with its time; starts the camera at once where it is being waited for. */
  async next(): Promise<Part> {
    if (this.#frozen) throw this.#frozen
    this.#kick.abort()
    const one = {
      after: this.#clock.now() + this.#source.latencyMs,
      ...Promise.withResolvers<Part>(),
    }
    this.#waiting.add(one)
    return one.promise.finally(() => this.#waiting.delete(one))
  }

  /** Resolves when its process is gone. */
  async close(): Promise<void> {
    this.#closed.abort()
    this.#kick.abort()
    this.#run?.end()
    await this.#done
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#closed
    while (!signal.aborted) {
      const fault = await this.#runOnce().catch(asFault)
      if (signal.aborted) break
      this.#teller.set({ kind: 'lost', fault: fault.code, detail: fault.detail })
      for (const one of this.#waiting) one.reject(fault)
      this.#kick = new AbortController()
      await this.#clock.sleep(lookEveryMs, this.#kick.signal)
    }
  }

  /** Runs ffmpeg until it ends; the fault says why. */
  async #runOnce(): Promise<Fault> {
    const args = await this.#source.args(this.#closed.signal)
    if (this.#closed.signal.aborted) return this.#lost('is closed')
    this.#fault = undefined
    this.#size = undefined
    this.#cameAt = this.#clock.ticks()
    const { ffmpeg: program, input } = this.#source
    const command = { program, args, ...(input === undefined ? {} : { input }) }
    const run = startVideo(command, (part) => this.#heard(part))
    this.#run = run
    const over = new AbortController()
    void this.#watch(over.signal)
    const end = await run.ended
    over.abort()
    this.#run = undefined
    return this.#fault ?? this.#faultOf(end)
  }

  async #faultOf(end: VideoEnd): Promise<Fault> {
    if (end.why === 'no-parts') return this.#fail('CAMERA_BAD_IMAGE', `sent ${end.sent}`)
    if (end.why === 'ended') return this.#source.faultOf(end.words)
    const what = `needs the program ffmpeg, which is not there (${this.#source.ffmpeg}); installing it adds V4L2 and RTSP cameras`
    return this.#fail('CAMERA_TOOL', what)
  }

  /** Ends a run that gives nothing. */
  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(watchEveryMs, signal)
      const limit = this.#size ? stallMs.running : stallMs.starting
      if (!signal.aborted && this.#clock.ticks() - this.#cameAt > limit)
        this.#end(this.#fail('CAMERA_FROZEN', `gave no new picture in ${limit / 1000} seconds`))
    }
  }

  #heard({ bytes, takenAt }: Part): void {
    this.#cameAt = this.#clock.ticks()
    if (this.#closed.signal.aborted || this.#fault || this.#sizeChanged(bytes) || this.#isFrozen(bytes))
      return
    this.#teller.set({ kind: 'ready' })
    const part = { bytes, takenAt: this.#soberTime(takenAt) }
    for (const one of this.#waiting) if (part.takenAt >= one.after) one.resolve(part)
  }

  /** A picture's own time where it can be one; a camera whose clock is not this machine's is believed to be prompt. */
  #soberTime(takenAt: number): number {
    const now = this.#clock.now()
    return Math.abs(now - takenAt) < maxAgeMs ? takenAt : now
  }

  #sizeChanged(bytes: Uint8Array): boolean {
    const size = jpegSize(bytes)
    const before = this.#size
    this.#size ??= size
    if (!size || !before || (size.width === before.width && size.height === before.height)) return false
    const what = `changed its picture from ${before.width} × ${before.height} to ${size.width} × ${size.height} pixels; give it one size`
    this.#end(this.#fail('CAMERA_BAD_IMAGE', what))
    return true
  }

  /** The first frozen picture ends the run, as pulling the plug would; in the runs after it they are passed over. */
  #isFrozen(bytes: Uint8Array): boolean {
    if (!this.#frozenWatch.saw(bytes, this.#cameAt)) {
      this.#frozen = undefined
      return false
    }
    if (!this.#frozen) {
      this.#frozen = this.#fail('CAMERA_FROZEN', 'gives the same picture again and again')
      this.#end(this.#frozen)
    }
    return true
  }

  #end(fault: Fault): void {
    this.#fault ??= fault
    this.#run?.end()
  }

  #lost(what: string): Fault {
    return this.#fail('CAMERA_LOST', what)
  }

  #fail(code: 'CAMERA_LOST' | 'CAMERA_BAD_IMAGE' | 'CAMERA_FROZEN' | 'CAMERA_TOOL', what: string): Fault {
    return new Fault(code, `${this.#source.who} ${what}.`)
  }
}
