import { compare, teach } from '../compared.ts'
import { borderOnly, type ItemView } from '../photos.ts'
import { diceFor, drawnFrom, type Scored, type Setting } from '../protocol.ts'

/** A picture of a set of whole and damaged ones. */
export interface Known {
  readonly view: ItemView
  readonly wanted: boolean
  readonly group: string
  readonly block: string
}

/** Real scores and those of the shortcut control, over the same pictures and references. */
export interface Ranked {
  readonly scored: Scored[]
  readonly control: Scored[]
  /** Part of the compared views that lay over their reference. */
  readonly registered: number
}

/** Scores every picture against `count` whole ones of its block, drawn anew in each repeat; references are not scored. */
export function ranked(row: string, pictures: readonly Known[], count: number, setting: Setting): Ranked {
  const [scores, control] = [pictures, pictures].map(
    (all) => new Map(all.map((one) => [one, [] as number[]])),
  )
  let [compared, registered] = [0, 0]
  for (const [block, members] of Map.groupBy(pictures, (one) => one.block))
    for (let repeat = 0; repeat < setting.repeats; repeat++) {
      const whole = members.filter((one) => !one.wanted)
      const references = drawnFrom(diceFor(setting, `${row} ${block}`, repeat), whole, count)
      const taught = teach(references.map((one) => one.view))
      const border = teach(references.map((one) => borderOnly(one.view)))
      setting.progress(`${row}: ${block}, references drawn ${repeat + 1} of ${setting.repeats}`)
      for (const one of members) {
        const told = references.includes(one) ? undefined : compare(one.view, taught)
        scores!.get(one)!.push(told?.score ?? Number.NaN)
        control!.get(one)!.push(told ? compare(borderOnly(one.view), border).score : Number.NaN)
        compared += told ? 1 : 0
        registered += told?.registered ? 1 : 0
      }
    }
  const rows = (of: Map<Known, number[]>) =>
    pictures.map((one) => ({ wanted: one.wanted, group: one.group, block: one.block, scores: of.get(one)! }))
  return { scored: rows(scores!), control: rows(control!), registered: registered / compared }
}
