import { type Compared, compare, teach } from '../compared.ts'
import type { Network } from '../network.ts'
import { borderOnly, type ItemView } from '../photos.ts'
import { diceFor, drawnFrom, type Scored, type Setting } from '../protocol.ts'

/** A picture of a set of whole and damaged ones. */
export interface Known {
  readonly view: ItemView
  readonly wanted: boolean
  readonly group: string
  readonly block: string
}

/** What gives a compared view its score: the memory's banks, or the network beside the references. */
export type Judge = 'score' | 'difference'

/** Real scores by each judge and those of the shortcut control, over the same pictures and references. */
export interface Ranked {
  readonly scored: Readonly<Record<Judge, Scored[]>>
  readonly control: Readonly<Record<Judge, Scored[]>>
  /** Part of the compared views that lay over their reference. */
  readonly registered: number
  /** How many were compared, over all draws of references. */
  readonly compared: number
}

interface Asked {
  readonly row: string
  /** References a block. */
  readonly count: number
  readonly setting: Setting
  readonly network: Network
}

type Scores = Map<Known, (Compared | undefined)[]>

/** Scores every picture against `count` whole ones of its block, drawn anew in each repeat; references are not scored. */
export async function ranked(pictures: readonly Known[], asked: Asked): Promise<Ranked> {
  const [own, border]: [Scores, Scores] = [new Map(), new Map()]
  for (const one of pictures) for (const scores of [own, border]) scores.set(one, [])
  for (const [block, members] of Map.groupBy(pictures, (one) => one.block))
    for (let repeat = 0; repeat < asked.setting.repeats; repeat++)
      await once(members, { ...asked, block, repeat }, { own, border })
  const rows = (of: Scores, judge: Judge) =>
    pictures.map(({ wanted, group, block }, at) => ({
      ...{ wanted, group, block },
      scores: of.get(pictures[at]!)!.map((told) => told?.[judge] ?? Number.NaN),
    }))
  const both = (of: Scores) => ({ score: rows(of, 'score'), difference: rows(of, 'difference') })
  const told = [...own.values()].flat().filter((one) => one !== undefined)
  const registered = told.filter((one) => one.registered).length / told.length
  return { scored: both(own), control: both(border), registered, compared: told.length }
}

async function once(
  members: readonly Known[],
  {
    row,
    count,
    setting,
    network,
    block,
    repeat,
  }: Asked & { readonly block: string; readonly repeat: number },
  { own, border }: { readonly own: Scores; readonly border: Scores },
): Promise<void> {
  const whole = members.filter((one) => !one.wanted)
  const references = drawnFrom(diceFor(setting, `${row} ${block}`, repeat), whole, count)
  setting.progress(`${row}: ${block}, references drawn ${repeat + 1} of ${setting.repeats}`)
  const taught = await teach(
    references.map((one) => one.view),
    network,
  )
  const edges = await teach(
    references.map((one) => borderOnly(one.view)),
    network,
  )
  for (const one of members) {
    const known = references.includes(one)
    own.get(one)!.push(known ? undefined : await compare(one.view, taught))
    border.get(one)!.push(known ? undefined : await compare(borderOnly(one.view), edges))
  }
}
