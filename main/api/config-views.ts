/** The configuration of a station as Set-up shows it. */
export interface ConfigView {
  /** Where it is saved. */
  readonly file: string
  /**
   * `none`: there is no file, everything is as built in; `runs`: the station runs with the file; `saved`: it does from the next start on;
   * `edited`: somebody changed the file since the start; `failed`: the station could not start with it and runs with the one before.
   */
  readonly is: 'none' | 'runs' | 'saved' | 'edited' | 'failed'
  /** Of `failed`: what went wrong, and the copy the station runs with (absent: it runs as built in). */
  readonly why?: string
  readonly copy?: string
  /** Whether this station may write the file. */
  readonly writable: boolean
  /** Whether somebody starts the station again when it ends to take a new configuration. */
  readonly kept: boolean
  /** When this station started: another value is another start. */
  readonly startedAt: number
  /** What it runs with: who it is, and its devices by name, each in the configuration's order. */
  readonly has: {
    readonly station: { readonly name: string; readonly site: string }
    readonly locale: 'en' | 'de'
    readonly scanners: readonly string[]
    readonly cameras: readonly { readonly name: string; readonly role: string }[]
    readonly printer?: string
    readonly scale?: string
    readonly signal?: string
  }
}

/** A device as the configuration names it, or the place of one that stays as it is now (0 for a printer, scale or signal). */
export type DraftDevice =
  | { readonly keep: number }
  | { readonly [key: string]: string | number | boolean | Readonly<Record<string, number>> }

/** The devices a person picked, and who the station is where that was changed; all else stays as it is. */
export interface ConfigDraft {
  readonly station?: { readonly name: string; readonly site: string }
  readonly locale?: 'en' | 'de'
  readonly scanners: readonly DraftDevice[]
  readonly cameras: readonly DraftDevice[]
  readonly printer?: DraftDevice
  readonly scale?: DraftDevice
  readonly signal?: DraftDevice
}

/** What a draft would write, passwords of kept addresses hidden, and what is wrong with it: a sentence each. */
export interface DraftView {
  readonly text: string
  readonly wrong: readonly string[]
}

/** What came of saving: whether the station restarts by itself, else what to type; the copy of the one before. */
export interface SavedView {
  readonly file: string
  readonly copy?: string
  readonly restarts: boolean
  readonly command: string
}
