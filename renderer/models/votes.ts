import type { VotesView } from '../../main/api/models-views.ts'
import { percentText } from '../kit/format.ts'

const parts = ['both', 'activeOnly', 'shadowOnly', 'neither'] as const

/** The four counts in the order of the table, each with its share of all; shares of nothing are 0. */
export function partsOf(votes: VotesView) {
  const all = parts.reduce((sum, part) => sum + votes[part], 0)
  return parts.map((part) => ({ part, count: votes[part], share: all > 0 ? votes[part] / all : 0 }))
}

/** How often both said the same, as a percentage; a dash where nothing was said. */
export function sharedOf(votes: VotesView, language: string): string {
  const all = parts.reduce((sum, part) => sum + votes[part], 0)
  return all === 0 ? '–' : percentText((votes.both + votes.neither) / all, language)
}
