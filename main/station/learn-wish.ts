import { parseArgs } from 'node:util'
import { Fault } from '../kernel/fault.ts'

export const learnUsage = `Use: npm run learn -- [--data DIR] [--config FILE] [--json] [--dry-run | --undo]
  learns grades from the decisions supervisors confirmed; --dry-run only tells what would come of it
  --undo    uses the head before again, or none; nothing is learnt at night until somebody learns by hand`

/** What was typed. */
export interface LearnWish {
  readonly what: 'use' | 'dry-run' | 'undo'
  readonly data: string
  readonly config?: string
  /** Who asked, where it is not the account that typed. */
  readonly by?: string
  readonly json: boolean
}

/** Reads the command line; Fault BAD_INPUT says what is wrong and what is allowed. */
export function readLearnWish(args: readonly string[]): LearnWish | 'help' {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { data: text, config: text, by: text, json: flag, undo: flag, 'dry-run': flag, help: flag }
  try {
    const { values } = parseArgs({ args: [...args], options })
    const { data = '.regrade', json = false, undo, 'dry-run': dry, help, ...rest } = values
    if (help) return 'help'
    if (undo && dry) throw new Error('--undo and --dry-run exclude each other')
    return { ...rest, data, json, what: undo ? 'undo' : dry ? 'dry-run' : 'use' }
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message}.\n${learnUsage}`, cause)
  }
}
