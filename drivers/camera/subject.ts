import { createDice } from '../dice.ts'

/** What a simulated rig can put on its bench. */
export const itemKinds = ['shirt', 'shoe', 'box', 'bottle', 'phone', 'mug', 'toy'] as const
export type ItemKind = (typeof itemKinds)[number]

/** What can be wrong with it, as it is drawn. */
export const damageKinds = ['stain', 'hole', 'dent', 'open_flap', 'scratch'] as const
export type DamageKind = (typeof damageKinds)[number]

/** One item on the bench; the same subject always looks the same. */
export interface Subject {
  readonly kind: ItemKind
  /** Colour, lie, and where the damage is. */
  readonly seed: number
  readonly damage?: readonly DamageKind[]
}

/** Damage that a kind of item can have; drawItem leaves out any other. */
export const believableDamage: Readonly<Record<ItemKind, readonly DamageKind[]>> = {
  shirt: ['stain', 'hole'],
  shoe: ['stain', 'scratch', 'hole'],
  box: ['dent', 'open_flap', 'hole', 'stain'],
  bottle: ['scratch', 'dent', 'stain'],
  phone: ['scratch', 'dent'],
  mug: ['scratch', 'stain', 'dent'],
  toy: ['stain', 'hole'],
}

/** A subject for any code, always the same for the same code; about one in three is damaged. */
export function subjectOf(code: string, kind?: ItemKind): Subject {
  const seed = [...code].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) | 0, 7)
  const dice = createDice(seed)
  const chosen = kind ?? dice.pick(itemKinds)
  return dice.chance(0.35)
    ? { kind: chosen, seed, damage: [dice.pick(believableDamage[chosen])] }
    : { kind: chosen, seed }
}
