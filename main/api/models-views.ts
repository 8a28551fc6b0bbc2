import type { FindingType } from '../kernel/finding.ts'

/** What a pack is chosen for. */
export type PackRole = 'judges' | 'tells'

/** A model pack of this station. */
export interface PackView {
  /** `name@version`. */
  readonly model: string
  readonly licence: string
  /** First sentence of its card; empty where there is none. */
  readonly promise: string
  /** Who vouched for it when it came. */
  readonly voucher: 'shipped' | 'trusted' | 'stranger' | 'unsigned'
  /** Chosen at this station; `ModelsView.eyes` tells whether it is in use. */
  readonly active: boolean
  readonly shadow: boolean
  /** What it is for: to judge items, or only to tell products apart. */
  readonly role: PackRole
}

/** How often both packs, one, or neither said a thing. */
export interface VotesView {
  readonly both: number
  readonly activeOnly: number
  readonly shadowOnly: number
  readonly neither: number
}

/** What two packs made of the same items. */
export interface AgreementView {
  readonly active: string
  readonly shadow: string
  readonly items: number
  readonly answered: VotesView
  readonly severity: { readonly compared: number; readonly same: number }
  readonly damaged: VotesView
  readonly types: Readonly<Partial<Record<FindingType, VotesView>>>
}

/** Whether a pack can see, as on the strip. */
export interface EyesView {
  readonly kind: 'ready' | 'starting' | 'absent' | 'refused'
  /** The pack in use, or in one sentence why there is none. */
  readonly detail: string
}

/** Everything the models page draws. */
export interface ModelsView {
  readonly packs: readonly PackView[]
  readonly eyes: EyesView
  /** The pack that tells products apart; absent where none is chosen. */
  readonly identity?: EyesView
  /** What rolling back would use; absent where nothing was active before. */
  readonly before?: string
  readonly identityBefore?: string
  /** Packs that were refused, newest first, each with its last reason. */
  readonly refused: readonly {
    readonly model: string
    readonly detail: string
    readonly at: number
    readonly by: string
  }[]
  /** Absent while no shadow is configured. */
  readonly shadow?: ShadowView
  readonly agreements: readonly AgreementView[]
  /** Newest items that the agreement looks at, at most. */
  readonly looksBack: number
}

/** The pack that runs beside the active one and decides nothing. */
export interface ShadowView extends EyesView {
  /** As the configuration names it. */
  readonly wished: string
}

/** What became of activating or rolling back. `there`: it was so already. */
export interface ActView {
  readonly kind: 'done' | 'there' | 'refused'
  readonly model: string
  readonly detail: string
}
