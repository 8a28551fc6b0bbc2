import { Fault } from '../../main/kernel/fault.ts'
import type { Chosen } from './active-pack.ts'
import type { PackHead } from './pack-head.ts'
import { activeOn, chosenOn, identityOn, type Shelf } from './shelf.ts'

/** What a pack is chosen for: to judge items, or only to tell products apart. */
export type Role = 'judges' | 'tells'

interface RoleRules {
  /** The role in a sentence. */
  readonly word: string
  /** The pack in this role now, as active.json names it; undefined or empty for none. */
  now(shelf: Shelf): string | undefined
  /** What it was before the last change. */
  before(chosen: Chosen): string | undefined
  /** The whole choice with another pack in this role; the other role keeps its pack and its step back. */
  chosen(shelf: Shelf, ref: string, before: string | undefined): Chosen
}

/** The two roles of packs, side by side: a change of one leaves the other as it is. */
export const roles: Readonly<Record<Role, RoleRules>> = {
  judges: {
    word: 'model',
    now: (shelf) => activeOn(shelf).ref,
    before: ({ before }) => before,
    chosen: (shelf, ref, before) => {
      const { identity, identityBefore } = chosenOn(shelf) ?? {}
      return {
        active: ref,
        ...(before ? { before } : {}),
        ...(identity === undefined ? {} : { identity }),
        ...(identityBefore === undefined ? {} : { identityBefore }),
      }
    },
  },
  tells: {
    word: 'model that tells products apart',
    now: (shelf) => identityOn(shelf)?.ref,
    before: ({ identityBefore }) => identityBefore,
    chosen: (shelf, ref, before) => {
      const step = chosenOn(shelf)?.before
      const active = activeOn(shelf).ref
      if (active === '')
        throw new Fault('NOT_NOW', 'which model judges cannot be read; choose one that judges first')
      return {
        active,
        ...(step === undefined ? {} : { before: step }),
        identity: ref,
        ...(before ? { identityBefore: before } : {}),
      }
    },
  },
}

export function roleOf({ judges }: Pick<PackHead, 'judges'>): Role {
  return judges ? 'judges' : 'tells'
}
