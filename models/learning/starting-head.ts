import type { LearningReport } from '../../main/kernel/learning-report.ts'
import { foundBlocks, foundLayout } from './features.ts'
import { type HeadPack, headPack } from './head-pack.ts'
import { learn } from './learn.ts'
import type { ConfirmedDecision } from './port.ts'
import { startingHead } from './starting-folder.ts'

/**
 * Learns the head that ships from items whose damage was made: the same learning, folds and terms as at a station, but its word
 * is a hint. Without a date, so that the same items give the same files. Absent where nothing can be fitted.
 */
export function learnStarting(
  items: readonly ConfirmedDecision[],
  pack: string,
): { readonly report: LearningReport; readonly pack?: HeadPack } {
  const { report, head } = learn(items, undefined, { blocks: foundBlocks })
  const naming = { name: startingHead, version: '1.0.0', at: 0, features: { pack, layout: foundLayout } }
  return { report, ...(head ? { pack: headPack(head, report, { ...naming, hint: true }) } : {}) }
}
