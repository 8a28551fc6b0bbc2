/** Repeatable chance for simulators: the same seed always falls the same way. */
export interface Dice {
  /** 0 inclusive to 1 exclusive. */
  next(): number
  /** True about `share` (0..1) of the time. */
  chance(share: number): boolean
  /** A number from `low` inclusive to `high` exclusive. */
  between(low: number, high: number): number
  /** One of the choices, each as likely. */
  pick<T>(choices: readonly T[]): T
}

/** Any number is a seed; 32 bits of it count. A Weyl sequence, its bits mixed by multiply and shift. */
export function createDice(seed: number): Dice {
  let weyl = (seed ^ 0x6d2b79f5) | 0
  const next = () => {
    weyl = (weyl + 0x9e3779b9) | 0
    let bits = Math.imul(weyl ^ (weyl >>> 16), 0x21f0aaad)
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32
  }
  return {
    next,
    chance: (share) => next() < share,
    between: (low, high) => low + next() * (high - low),
    pick: (choices) => {
      const one = choices[Math.floor(next() * choices.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
  }
}

/** How badly a simulator behaves: never, now and then as worn devices do, or as if out to get you. */
const rigGrades = ['ideal', 'worn', 'hostile'] as const
export type RigGrade = (typeof rigGrades)[number]
