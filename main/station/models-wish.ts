import { parseArgs } from 'node:util'
import { Fault } from '../kernel/fault.ts'

export const usage = `Use: npm run models -- COMMAND [--data DIR] [--config FILE]
  list [--json]                      the models of this station, and which is active
  install FILE [--unsigned]          takes a pack (folder or zip); --unsigned: also one nobody trusted signed
  activate NAME | NAME@VERSION       uses it from the next item on, also while the station works
  rollback [--identity]              uses the one before again; --identity: the one that tells products apart
  compare [--json]                   where the shadow model and the active one agree
  key FILE                           makes a pack maker's key: FILE stays secret, FILE.pub.pem goes to the stations
  sign FOLDER --key FILE             signs a pack`

/** The commands, and how many words follow each. */
const words = { list: 0, install: 1, activate: 1, rollback: 0, compare: 0, key: 1, sign: 1 } as const
export type Command = keyof typeof words

/** What was typed after the command's name. */
export interface ModelsWish {
  readonly command: Command
  /** The file, folder or name the command is about; empty where it takes none. */
  readonly about: string
  readonly data: string
  readonly config?: string
  readonly key?: string
  readonly by?: string
  readonly unsigned: boolean
  readonly json: boolean
  /** With rollback: of the pack that tells products apart. */
  readonly identity: boolean
}

/** Reads the command line; Fault BAD_INPUT says what is wrong and what is allowed. */
export function readModelsWish(args: readonly string[]): ModelsWish | 'help' {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    data: text,
    config: text,
    key: text,
    by: text,
    unsigned: flag,
    json: flag,
    identity: flag,
    help: flag,
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { data = '.regrade', unsigned = false, json = false, identity = false, help, ...rest } = values
    if (help) return 'help'
    const [command = '', ...about] = positionals
    if (!isCommand(command)) throw new Error(`found "${command}"; allowed: ${Object.keys(words).join(', ')}`)
    if (about.length !== words[command])
      throw new Error(`${command} is followed by ${words[command]} words; ${about.length} were given`)
    if (command === 'sign' && rest.key === undefined) throw new Error('sign needs --key FILE')
    return { ...rest, command, about: about[0] ?? '', data, unsigned, json, identity }
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message}.\n${usage}`, cause)
  }
}

function isCommand(text: string): text is Command {
  return Object.hasOwn(words, text)
}
