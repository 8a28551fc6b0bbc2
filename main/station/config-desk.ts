import { accessSync, constants, existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { ConfigDraft, ConfigView, DraftView, SavedView } from '../api/config-views.ts'
import type { Asker } from '../api/desk.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { checkConfig, parsedConfig } from './config.ts'
import { changedKeys, type RawConfig, shownText, textOfConfig, withDevices } from './config-draft.ts'
import { type ConfigHome, textOf } from './config-home.ts'
import { endTrial, hashOf, keepTrial, readTrial, replaceFile } from './config-trial.ts'
import type { LaneCore } from './lane-core.ts'
import { readPolicy } from './policy-file.ts'

/** Who starts this station again when it ends to take a new configuration, and the words that do so by hand. */
export interface Keeping {
  readonly kept: boolean
  readonly command: string
  /** Ends this station in order; it is started again by whoever keeps it. */
  restart(): void
}

export interface ConfigDeskPorts {
  readonly home: ConfigHome
  readonly keeping: Keeping
  readonly ledger: Pick<Ledger, 'audit' | 'saveSetting'>
  readonly lane: Pick<LaneCore, 'item' | 'state' | 'last' | 'watch'>
  readonly clock: Pick<Clock, 'now'>
  readonly startedAt: number
}

/** Milliseconds between an answer to the page and the end of the station, so that it arrives. */
const answerMs = 400

/** The configuration in Set-up: shown, checked, saved with the one before kept, and taken by a restart in order. */
export class ConfigDesk {
  readonly #ports: ConfigDeskPorts

  constructor(ports: ConfigDeskPorts) {
    this.#ports = ports
  }

  view(): ConfigView {
    const { home, keeping, startedAt } = this.#ports
    const { station, locale, scanners, cameras, printer, scale, signal } = home.config
    return {
      ...this.#standing(),
      file: home.file,
      writable: writable(home.file),
      kept: keeping.kept,
      startedAt,
      has: {
        ...{ station, locale },
        scanners: scanners.map(({ name }) => name),
        cameras: cameras.map(({ name, role }) => ({ name, role })),
        ...(printer ? { printer: printer.name } : {}),
        ...(scale ? { scale: scale.name } : {}),
        ...(signal ? { signal: signal.name } : {}),
      },
    }
  }

  /** What a draft would write, and every mistake in it. */
  check(draft: ConfigDraft): DraftView {
    const { file } = this.#ports.home
    const drafted = this.#drafted(draft)
    try {
      this.#demandRight(drafted)
      return { text: shownText(drafted), wrong: [] }
    } catch (thrown) {
      const lines = asFault(thrown).detail.split('\n')
      const wrong = lines.map((line) => line.replace(`${file}: `, ''))
      return { text: shownText(drafted), wrong }
    }
  }

  /** Saves a draft and restarts; NOT_NOW while an item is on the lane, or where somebody else changed the file. */
  save(draft: ConfigDraft, asker: Asker): SavedView {
    const { home, keeping, ledger } = this.#ports
    const { file } = home
    this.#demandIdle()
    const { is } = this.#standing()
    if (is === 'edited')
      throw new Fault('NOT_NOW', `${file} was changed since the station started. Restart the station first.`)
    const before = this.#raw()
    const drafted = this.#drafted(draft)
    this.#demandRight(drafted)
    const text = textOfConfig(drafted)
    const copy = this.#keepCopy()
    this.#write(text, this.#before(is, copy))
    const hashes = { from: home.text === undefined ? null : hashOf(home.text), to: hashOf(text) }
    const detail = { keys: changedKeys(before, drafted), ...hashes, copy: copy ?? null }
    ledger.audit({ actor: asker.id, action: 'config.saved', subject: file, detail: JSON.stringify(detail) })
    ledger.saveSetting('_config-hash', hashes.to, asker.id)
    this.#restart()
    return { file, ...(copy ? { copy } : {}), restarts: keeping.kept, command: keeping.command }
  }

  /** Restarts with the file as it is now, on trial as one that was saved here. */
  restart(asker: Asker): SavedView {
    const { home, keeping, ledger } = this.#ports
    const { file } = home
    this.#demandIdle()
    const text = textOf(file)
    if (text === undefined) throw new Fault('CONFIG_WRONG', `${file}: cannot be read.`)
    this.#demandRight(parsedConfig(text, file))
    const same = text === home.text
    if (!same) {
      const before = home.from === file ? this.#copyOf(home.text) : home.from
      this.#note(text, before)
    }
    ledger.audit({ actor: asker.id, action: 'station.restarted', subject: file, detail: '' })
    this.#restart()
    return { file, restarts: keeping.kept, command: keeping.command }
  }

  #standing(): Pick<ConfigView, 'is' | 'why' | 'copy'> {
    const { file, from, text: running, trial: note } = this.#ports.home
    const text = textOf(file)
    if (text === running && (from === file || text === undefined))
      return { is: text === undefined ? 'none' : 'runs' }
    const trial = readTrial(note)
    if (!trial || trial.saved !== hashOf(text)) return { is: 'edited' }
    return trial.why === undefined
      ? { is: 'saved' }
      : { is: 'failed', why: trial.why, ...(from ? { copy: from } : {}) }
  }

  /** The copy of what the station runs with: the file just kept, unless it is one the station has never run with. */
  #before(is: ConfigView['is'], copy: string | undefined): string | undefined {
    if (is === 'saved') return readTrial(this.#ports.home.trial)?.before ?? undefined
    return is === 'failed' ? this.#ports.home.from : copy
  }

  /** What the station runs with, as its file holds it. */
  #raw(): RawConfig {
    const { text, file } = this.#ports.home
    return text === undefined ? {} : (parsedConfig(text, file) as RawConfig)
  }

  #drafted(draft: ConfigDraft): RawConfig {
    return withDevices(this.#raw(), draft)
  }

  /** As it is checked at the start, and with its policy. */
  #demandRight(raw: unknown): void {
    const { file } = this.#ports.home
    const { printer, policy } = checkConfig(raw, file)
    const { dpi } = readPolicy(policy).label
    if (printer?.language !== 'tspl' || printer.dpi === dpi) return
    throw new Fault(
      'CONFIG_WRONG',
      `${file}: printer.dpi: found ${printer.dpi}; the policy has labels drawn for ${dpi} dpi. Choose ${dpi}, or change label.dpi of the policy.`,
    )
  }

  #demandIdle(): void {
    const { item, state, last } = this.#ports.lane
    if (item || state === 'verifying')
      throw new Fault('NOT_NOW', 'an item is on the lane; finish or cancel it, then save again')
    if (last?.label === 'sending') throw new Fault('NOT_NOW', 'a label is printing; wait until it is out')
  }

  /** Keeps the file that is to be replaced beside it, by its date; undefined where there is none. */
  #keepCopy(): string | undefined {
    return this.#copyOf(textOf(this.#ports.home.file))
  }

  #copyOf(text: string | undefined): string | undefined {
    const { home, clock } = this.#ports
    if (text === undefined) return undefined
    const end = extname(home.file)
    const date = new Date(clock.now()).toISOString().replaceAll(':', '-')
    const dated = join(dirname(home.file), `${basename(home.file, end)}.${date}`)
    let copy = `${dated}${end}`
    for (let more = 2; existsSync(copy); more++) copy = `${dated}.${more}${end}`
    replaceFile(copy, text)
    return copy
  }

  /** The note first: a cut in between leaves a note of no file, which is none. */
  #write(text: string, before: string | undefined): void {
    const { file, trial } = this.#ports.home
    this.#note(text, before)
    try {
      replaceFile(file, text)
    } catch (thrown) {
      endTrial(trial, hashOf(text))
      throw thrown
    }
  }

  #note(text: string, before: string | undefined): void {
    const saved = hashOf(text)
    const { trial } = this.#ports.home
    keepTrial(trial, { format: 'regrade-trial/1', saved, before: before ?? null, starts: 0 })
  }

  /** As soon as the answer is out and no item has come meanwhile. */
  #restart(): void {
    const { keeping, lane } = this.#ports
    if (!keeping.kept) return
    setTimeout(() => {
      let over = false
      const stop = lane.watch(({ item }) => {
        if (item || over) return
        over = true
        setImmediate(() => {
          stop()
          keeping.restart()
        })
      })
    }, answerMs)
  }
}

function writable(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.W_OK)
    return true
  } catch {
    return false
  }
}
