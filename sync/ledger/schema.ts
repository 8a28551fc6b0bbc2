import type { DatabaseKind } from '../sqlite/open.ts'
import { firstLight } from './migrations/001-first-light.ts'
import { shadowAnswers } from './migrations/002-shadow-answers.ts'
import { itemFeatures } from './migrations/003-item-features.ts'
import { evidenceOf } from './migrations/004-evidence-of.ts'

/** How a ledger file is opened: a commit is on the disk when it returns, and every page is looked at first. */
export function ledgerKind(file: string): DatabaseKind {
  return {
    file,
    what: 'ledger',
    applicationId: 0x52474c31, // 'RGL1'
    migrations: [firstLight, shadowAnswers, itemFeatures, evidenceOf],
    synchronous: 'FULL',
    check: true,
  }
}
