import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { it } from 'vitest'
import { ledgerRig } from '../../rigs/ledger-rig.ts'
import { rounds } from '../../rigs/rounds.ts'
import { commands } from './ledger-commands.ts'
import { emptyModel } from './ledger-model.ts'

it('a ledger does what plain lists would, whatever happens to it', { timeout: 120_000 }, () => {
  // fast-check prints seed, path and the shortest list of commands when this fails: pass them here to see it again.
  fc.assert(
    fc.property(commands, (list) => {
      const folder = mkdtempSync(join(tmpdir(), 'regrade-'))
      let opened = 0
      const open = () => {
        opened += 1
        return ledgerRig(join(folder, 'ledger.sqlite'), opened)
      }
      const subject = { rig: open(), reopen: open }
      try {
        fc.modelRun(() => ({ model: emptyModel(), real: subject }), list)
      } finally {
        subject.rig.ledger.close()
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: rounds(25) },
  )
})
