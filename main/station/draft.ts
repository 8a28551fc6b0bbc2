import type { Ledger } from '../../sync/ledger/port.ts'
import type { LaneState } from '../api/views.ts'
import type { LaneItem } from './lane-item.ts'

/** Settings whose key starts with `_` are not audited: the draft changes at every step. */
const key = '_lane-draft'

type Draft = Omit<LaneItem, 'taken' | 'fault' | 'again'>

/** Makes the item on the lane survive a power cut: answers given and a confirmed decision are never lost. */
export function saveDraft(ledger: Ledger, item: LaneItem): void {
  const { taken: _frames, fault: _fault, again: _again, ...lasting } = item
  ledger.saveSetting(key, JSON.stringify(lasting satisfies Draft), 'setup')
}

/** Forgets the draft: its item is recorded or was cancelled. */
export function dropDraft(ledger: Ledger): void {
  ledger.saveSetting(key, '', 'setup')
}

/** The item a stopped station was working on, and the state to go on in; photographs are taken again. */
export function restoreDraft(
  ledger: Ledger,
): { readonly state: LaneState; readonly item: LaneItem } | undefined {
  const text = ledger.setting(key)
  if (!text) return undefined
  const lasting = JSON.parse(text) as Draft
  return { state: resumeState(lasting), item: { ...lasting, taken: new Map() } }
}

function resumeState(item: Omit<LaneItem, 'taken'>): LaneState {
  if (item.record) return 'committing'
  if (item.proposed) return 'proposing'
  if (item.checked) return 'capturing'
  return item.identified ? 'checking' : 'identified'
}
