import type { EyesState } from '../../models/port.ts'
import type { SignerState } from '../../models/telling/port.ts'
import type { EyesView, ShadowView } from '../api/models-views.ts'
import type { ShadowSeat } from './shadow.ts'

/** Eyes as a screen shows them: the pack in use, or why there is none. */
export function eyesView(state: EyesState): EyesView {
  const detail = state.kind === 'ready' ? state.model : 'detail' in state ? state.detail : ''
  return { kind: state.kind, detail }
}

/** The model that tells products apart; absent where none is chosen. */
export function identityView(state: SignerState, chosen: boolean): EyesView | undefined {
  return chosen ? eyesView(state) : undefined
}

/** The shadow the configuration names; one that could not be found is absent, and says so. */
export function shadowView(
  wished: string | undefined,
  shadow: ShadowSeat | undefined,
): ShadowView | undefined {
  if (wished === undefined) return undefined
  const absent = { kind: 'absent', detail: `There is no model ${wished} on this station.` } as const
  return { wished, ...(shadow ? eyesView(shadow.state()) : absent) }
}
