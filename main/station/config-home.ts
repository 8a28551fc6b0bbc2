import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { asFault, type FaultCode } from '../kernel/fault.ts'
import { type Config, readConfig } from './config.ts'
import { endTrial, hashOf, keepTrial, readTrial, type Trial } from './config-trial.ts'
import type { DataFolder } from './data-folder.ts'

/** The configuration a station runs with, and where it is kept. */
export interface ConfigHome {
  readonly config: Config
  /** Where it is saved: the file the station was started with, or its own in the data folder. */
  readonly file: string
  /** What it was read from: `file`, the copy before where `file` could not be started with, or nothing. */
  readonly from: string | undefined
  /** As it was read; undefined where there was no file. */
  readonly text: string | undefined
  /** Where the trial of a saved configuration is noted. */
  readonly trial: string
}

/** Starts without a word after which a configuration on trial is not used: one may be a power cut. */
const silentStarts = 2

/** Faults of the machine and not of the configuration, which another configuration would meet too. */
const notItsFault: readonly FaultCode[] = [
  'PORT_IN_USE',
  'LEDGER_BUSY',
  'LEDGER_CORRUPT',
  'LEDGER_TOO_NEW',
  'DATA_UNWRITABLE',
  'DISK_FULL',
  'DISK_ERROR',
]

/**
 * Chooses the configuration to start with: the file named, or the station's own, or none. One that was saved in Set-up is on trial
 * until the station has lived with it; where it could not be started with, the copy before is used. A mistake is Fault CONFIG_WRONG.
 */
export function openConfig(named: string | undefined, data: DataFolder): ConfigHome {
  const file = resolve(named ?? data.config)
  const text = textOf(file)
  const home = { file, trial: data.trial }
  const trial = trialOf(data.trial, text)
  if (!trial) return { ...home, ...read(named || existsSync(file) ? file : undefined, text) }
  if (trial.why === undefined && trial.starts < silentStarts) {
    counted(data.trial, { ...trial, starts: trial.starts + 1 })
    return { ...home, ...read(file, text) }
  }
  const ended = 'The station ended with it, without a word, before it had run for half a minute.'
  if (trial.why === undefined) counted(data.trial, { ...trial, why: ended })
  const before = trial.before ?? undefined
  return { ...home, ...read(before, before && textOf(before)) }
}

/** Whether the station runs with the configuration before, because the one in its file could not be started with. */
export function runsBefore({ from, file, trial }: ConfigHome): boolean {
  return from !== file && readTrial(trial)?.why !== undefined
}

/** The station is up with it, or was asked to end when it was: it has proved itself. */
export function proved({ text, trial }: Pick<ConfigHome, 'text' | 'trial'>): void {
  endTrial(trial, hashOf(text))
}

/**
 * The station could not be started. True where the configuration in `file` was on trial and is to blame: the next start takes the
 * one before.
 */
export function blamed(thrown: unknown, named: string | undefined, data: DataFolder): boolean {
  const { code, detail } = asFault(thrown)
  const trial = trialOf(data.trial, textOf(resolve(named ?? data.config)))
  if (!trial || trial.why !== undefined) return false
  const innocent = notItsFault.includes(code)
  const noted = innocent ? { ...trial, starts: Math.max(0, trial.starts - 1) } : { ...trial, why: detail }
  return counted(data.trial, noted) && !innocent
}

function read(
  from: string | undefined,
  text: string | undefined,
): Pick<ConfigHome, 'config' | 'from' | 'text'> {
  return { config: readConfig(from), from, text }
}

/** The trial of this very text: a file changed by hand since is on no trial. */
function trialOf(note: string, text: string | undefined): Trial | undefined {
  const trial = readTrial(note)
  return trial && trial.saved === hashOf(text) ? trial : undefined
}

/** False where it cannot be noted: a full disk must not keep the station from starting. */
function counted(note: string, trial: Trial): boolean {
  try {
    keepTrial(note, trial)
    return true
  } catch {
    return false
  }
}

/** Undefined for a file that cannot be read; whoever needs it says so. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
