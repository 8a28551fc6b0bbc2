import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stroke, WedgeLayout } from '../../../../renderer/kit/stroke.ts'
import { type Typed, Wedge } from '../../../../renderer/kit/wedge.ts'
import { type WedgeRules, wedgeRules } from '../../../../renderer/kit/wedge-speed.ts'
import { until } from '../../until.ts'
import { browserKey, type Country } from './keyboard-layouts.ts'

/** The processor on which keyboards are read, as taskset names it. */
export const readerProcessor = '1'

/** The page before a keyboard of this machine: what its collector hears. Layout, rules and the computer's country may be changed. */
export class WedgePage {
  layout: WedgeLayout = 'system'
  rules: WedgeRules = wedgeRules
  country: Country = 'us'
  /** Codes of all scans so far, and how the last one was typed. */
  readonly scans: string[] = []
  typed: Typed | undefined
  /** How many times longer than it should everything takes here: every time told to the collector is shorter by that. */
  slow = 1
  /** When each key has gone down by the kernel's clock, in milliseconds, without modifiers. */
  readonly times: number[] = []
  /** How often the kernel has repeated a key that was held. */
  repeats = 0
  readonly #wedge = new Wedge(
    () => this.layout,
    () => this.rules,
  )
  readonly #held = new Set<string>()
  #caps = false
  #last = 0

  /** Reads this keyboard until it is pulled out. */
  async watch(node: string): Promise<void> {
    // Its modifiers went with the keyboard before.
    this.#held.clear()
    const kept = join(mkdtempSync(join(tmpdir(), 'keys-')), 'events')
    const [to, from] = [openSync(kept, 'w'), openSync(kept, 'r')]
    // Comes before all others, as what reads keyboards for a browser does: the kernel keeps ten keys, no more. To a file, which
    // takes all of them while this program is busy typing.
    const reader = spawn('taskset', [readerProcessor, 'chrt', '--fifo', '1', 'cat', node], {
      stdio: ['ignore', to, 'ignore'],
    })
    closeSync(to)
    const look = setInterval(() => this.#read(from), lookMs)
    reader.once('exit', () => {
      clearInterval(look)
      this.#read(from)
      closeSync(from)
    })
    await until(() => isReading(reader.pid ?? 0, node), Boolean, `${node} to be read`)
  }

  /** The page's own timer: nothing has come for as long as no code pauses. */
  silence(): void {
    const said = this.#wedge.quiet()
    if (said.kind === 'scan') this.#scanned(said.text)
    this.#last = 0
  }

  /** The kernel gives whole events only, and so does the reader. */
  #read(from: number): void {
    const event = Buffer.alloc(eventSize)
    while (readSync(from, event) === eventSize) this.#hear(event)
  }

  #hear(event: Buffer): void {
    const [kind, code, value] = [event.readUInt16LE(16), event.readUInt16LE(18), event.readInt32LE(20)]
    if (kind === 0 && code === dropped) throw new Error('the kernel has dropped keys that nobody read')
    if (kind !== keys) return
    const at = Number(event.readBigInt64LE(0)) * 1000 + Number(event.readBigInt64LE(8)) / 1000
    const stroke = this.#strokeOf({ linux: code, at: at / this.slow, repeat: value === 2 })
    if (value === 2) this.repeats += 1
    if (value === 0) this.#up(stroke)
    else this.#down(stroke)
  }

  /** As a page just opened, after a silence. */
  forget(): void {
    this.silence()
    this.scans.length = 0
    this.times.length = 0
  }

  #down(stroke: Stroke): void {
    this.#held.add(stroke.code)
    if (stroke.code === 'CapsLock') this.#caps = !this.#caps
    // By the kernel's times: this machine may read long after.
    if (this.#last > 0 && stroke.at - this.#last > this.rules.maxGapMs) this.silence()
    this.#last = stroke.at
    if (!stroke.repeat && !modifiers.has(stroke.key)) this.times.push(stroke.at)
    const said = this.#wedge.press(stroke)
    if (said.kind === 'scan') this.#scanned(said.text)
  }

  #up(stroke: Stroke): void {
    this.#held.delete(stroke.code)
    this.#wedge.release(stroke.key, stroke.at)
  }

  #strokeOf({ linux, at, repeat }: { linux: number; at: number; repeat: boolean }): Stroke {
    const [shift, ctrl, alt] = [
      this.#held.has('ShiftLeft'),
      this.#held.has('ControlLeft'),
      this.#held.has('AltLeft'),
    ]
    const { code, key } = browserKey(linux, { country: this.country, shift })
    const turned = this.#caps && code.startsWith('Key') ? swapped(key) : key
    return { key: turned, code, shift, ctrl, alt, meta: false, repeat, at }
  }

  #scanned(text: string): void {
    this.scans.push(text)
    this.typed = this.#wedge.typed()
  }
}

// struct input_event of a 64-bit Linux: seconds and microseconds of eight bytes each, kind, code, value.
const eventSize = 24
const lookMs = 10
const keys = 1
const dropped = 3
const modifiers = new Set(['Shift', 'Control', 'Alt'])

function swapped(key: string): string {
  return key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase()
}

/** Whether it has opened the node and waits in read(…), call number 0 of this kernel. */
function isReading(pid: number, node: string): boolean {
  try {
    const files = readdirSync(`/proc/${pid}/fd`)
    const open = files.some((file) => readlinkSync(`/proc/${pid}/fd/${file}`) === node)
    return open && readFileSync(`/proc/${pid}/syscall`, 'utf8').startsWith('0 ')
  } catch {
    return false
  }
}
