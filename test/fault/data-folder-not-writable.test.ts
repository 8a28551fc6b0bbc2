import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalogue } from '../../sync/catalogue/catalogue.ts'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import { faultOf } from '../rigs/fault-of.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { idsOf } from '../rigs/seeded.ts'

// Tests may run as root, whom permissions do not stop; a folder under a file stops everybody.
const clock = handClock()
const opening: Record<string, (folder: string) => unknown> = {
  ledger: (folder) => openLedger({ file: join(folder, 'ledger.sqlite'), clock, newId: idsOf(1) }),
  evidence: (folder) => openEvidence({ folder: join(folder, 'evidence'), clock }),
  catalogue: (folder) => openCatalogue({ file: join(folder, 'catalogue.sqlite'), clock }),
}

it.each(Object.keys(opening))('%s: DATA_UNWRITABLE names the path', async (what) => {
  const file = join(freshFolder(), 'a-file')
  writeFileSync(file, 'not a folder')
  const fault = await faultOf(() => opening[what]?.(file))
  expect([fault.code, fault.remedy]).toEqual(['DATA_UNWRITABLE', 'stop-lane'])
  expect(fault.detail).toContain(join(file, what))
})
