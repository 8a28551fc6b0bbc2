import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { volatileDisk } from '../rigs/volatile-disk.ts'
import { type EvidenceRig, evidenceContract } from './evidence.ts'

evidenceContract('on the disk', (): EvidenceRig => {
  const folder = join(freshFolder(), 'evidence')
  // Files the code writes are dated by the machine, so the clock starts there.
  const clock = handClock(Date.now())
  const reopen = () => openEvidence({ folder, clock })
  return {
    evidence: reopen(),
    clock,
    reopen,
    files: async () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => statSync(join(folder, path)).isFile())
        .map((path) => path.replaceAll(sep, '/')),
    async plant(path, bytes) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
      utimesSync(join(folder, path), clock.now() / 1000, clock.now() / 1000)
    },
  }
})

evidenceContract('on the disk the fault tests use', (): EvidenceRig => {
  const clock = handClock()
  const disk = volatileDisk()
  disk.now = clock.now()
  const reopen = () => openEvidence({ folder: '/e', clock, disk })
  return {
    evidence: reopen(),
    clock,
    reopen,
    files: async () =>
      [...disk.afterPowerCut('names are kept, unsynced bytes are gone').keys()].map((path) => path.slice(3)),
    async plant(path, bytes) {
      disk.now = clock.now()
      await disk.write(`/e/${path}`, bytes)
    },
  }
})
