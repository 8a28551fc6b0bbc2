import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { gapsOf, wedgeRules } from '../../renderer/kit/wedge-speed.ts'
import { until } from '../rigs/until.ts'
import { openUhidKeyboard, type UhidKeyboard } from '../rigs/vm/guest/uhid-keyboard.ts'
import { readerProcessor, WedgePage } from '../rigs/vm/guest/wedge-page.ts'
import { holding, keysFor, type Press, typeByHand, typeSteadily } from '../rigs/vm/guest/wedge-scanner.ts'

/** Milliseconds a key of a usual scanner, and of one over Bluetooth. */
export const usualKeyMs = 4
export const slowKeyMs = 45
/** Milliseconds a key may take this machine before its time counts as slow. */
const mostKeyMs = 10
/** A scan that the machine has torn apart is typed again so often. */
const tries = 6

/** A keyboard of the kernel's with a page before it, until the test is over. */
export async function openWedge(): Promise<WedgeBench> {
  const keyboard = await openUhidKeyboard('RG-WEDGE-1')
  // On the processor of the keyboard's reader, which so comes between two keys at once, however long another one stands still.
  execFileSync('taskset', ['-p', readerProcessor, String(process.pid)])
  onTestFinished(async () => {
    execFileSync('taskset', ['-p', 'ff', String(process.pid)])
    await keyboard.unplug()
  })
  const bench = new WedgeBench(keyboard)
  await bench.page.watch(keyboard.node())
  await bench.measure()
  return bench
}

/** What is typed has been heard by the page when these resolve. Milliseconds are as they would be on a usual computer. */
export class WedgeBench {
  readonly page = new WedgePage()
  readonly #keyboard: UhidKeyboard

  constructor(keyboard: UhidKeyboard) {
    this.#keyboard = keyboard
  }

  /** Learns how much longer than a scanner this machine takes for a key, however fast it types: it has other work too. */
  async measure(): Promise<void> {
    // What reads the keyboard is fetched from the host only when the first key comes.
    await this.type('0', 0)
    const keys = keysFor('1234567890'.repeat(2))
    await this.#typed(keys, () => typeSteadily(this.#keyboard, keys, 0))
    const slow = nearOf(gapsOf(this.page.times.slice(-keys.length))) / mostKeyMs
    if (slow > 1) console.log(`a key takes ${slow.toFixed(1)} times as long as it may`)
    await this.pause()
    this.page.forget()
    this.page.slow = Math.max(1, slow)
  }

  /** Types as a scanner does, and again where the machine itself has stood still: no scanner pauses in mid-code. */
  async scan(keys: readonly Press[], keyMs = usualKeyMs): Promise<void> {
    const { page } = this
    const scans = page.scans.length
    for (let left = tries; left > 0; left -= 1) {
      page.scans.length = scans
      await this.#typed(keys, () => typeSteadily(this.#keyboard, keys, keyMs * page.slow))
      const times = page.times.slice(-keys.length)
      if (areSteady(times, keyMs)) return
      console.log(`typed again, because the keys came after ${gapsOf(times).map(Math.round).join(' ')} ms`)
      await this.pause()
      page.silence()
    }
    throw new Error('this machine stands still too often to type as a scanner does')
  }

  async type(text: string, keyMs: number): Promise<void> {
    const keys = keysFor(text)
    await this.#typed(keys, () => typeByHand(this.#keyboard, keys, keyMs * this.page.slow))
  }

  /** Holds a key down until the kernel has repeated it as often as a code is long. */
  async hold(code: string): Promise<void> {
    await this.#typed([{ code }], () => holding(this.#keyboard, code, () => this.page.repeats >= 13))
  }

  /** Longer than any code pauses, or so long. */
  async pause(ms: number = wedgeRules.maxGapMs + 50): Promise<void> {
    await sleep(ms * this.page.slow)
  }

  async pullOutAndIn(): Promise<void> {
    await this.#keyboard.unplug()
    await this.#keyboard.plug()
    await this.page.watch(this.#keyboard.node())
  }

  async #typed(keys: readonly Press[], typing: () => Promise<void> | void): Promise<void> {
    const wanted = this.page.times.length + keys.length
    await typing()
    await until(
      () => this.page.times.length,
      (heard) => heard === wanted,
      `${wanted} keys to be heard`,
    )
  }
}

/** Whether the keys came as from a scanner: no gap longer than any code has, and four in five about as it types. */
function areSteady(times: readonly number[], keyMs: number): boolean {
  const gaps = gapsOf(times)
  const near = Math.max(wedgeRules.maxMedianMs, 1.3 * keyMs)
  return gaps.every((gap) => gap <= wedgeRules.maxGapMs) && nearOf(gaps) <= near
}

/** The gap that four in five do not exceed. */
function nearOf(gaps: readonly number[]): number {
  return gaps.toSorted((a, b) => a - b)[Math.floor(0.8 * gaps.length)] ?? 0
}
