import { parseArgs } from 'node:util'
import { Fault } from '../../main/kernel/fault.ts'

/** The rows of the report, in the order they are printed. */
export const rowNames = [
  'toy',
  'paper',
  'cookies',
  'pairs',
  'made',
  'graded',
  'drawn',
  'small',
  'juice',
  'labels',
] as const

export type RowName = (typeof rowNames)[number]

/** What the person asked for. */
export interface Wish {
  /** Folder with `eval/` and `train/`, as they typed it. */
  readonly packs: string
  readonly weights: string
  /** Folder of made pairs; undefined is where the workshop writes them. */
  readonly made?: string
  /** Folder of made items, in the same way. */
  readonly items?: string
  /** Folder MODEL_CARD.md and its diagrams are written into; undefined writes none. */
  readonly card?: string
  /** File of rows measured before; undefined keeps none. */
  readonly keep?: string
  readonly only: readonly RowName[]
  readonly json: boolean
  /** Fewer draws and fewer repetitions. */
  readonly quick: boolean
}

export const usage = `Use: npm run evaluate -- [--packs DIR] [--weights DIR] [--made DIR] [--items DIR] [--card DIR] [--keep FILE] [--only ${rowNames.join('|')}]… [--json] [--quick]`

/** Reads the flags; refuses what it does not know with BAD_INPUT. */
export function readWish(args: readonly string[]): Wish | 'help' {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const only = { type: 'string', multiple: true } as const
  const options = {
    packs: text,
    weights: text,
    made: text,
    items: text,
    card: text,
    keep: text,
    only,
    json: flag,
    quick: flag,
    help: flag,
  }
  try {
    const { values } = parseArgs({ args: [...args], options })
    const { packs = '../shared/datasets', weights = 'models/weights', json = false, quick = false } = values
    if (values.help) return 'help'
    const wanted = (values.only ?? []).map(rowOf)
    return {
      packs,
      weights,
      ...(values.made === undefined ? {} : { made: values.made }),
      ...(values.items === undefined ? {} : { items: values.items }),
      ...(values.card === undefined ? {} : { card: values.card }),
      ...(values.keep === undefined ? {} : { keep: values.keep }),
      only: wanted.length > 0 ? wanted : rowNames,
      json,
      quick,
    }
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message}. ${usage}`, cause)
  }
}

function rowOf(name: string): RowName {
  const row = rowNames.find((one) => one === name)
  if (!row) throw new Error(`--only: found "${name}"; allowed: ${rowNames.join(', ')}`)
  return row
}
