import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { Fault } from '../../../main/kernel/fault.ts'
import { noHook } from '../../../main/kernel/steps.ts'
import { CentralLink } from '../../../main/station/central-link.ts'
import { memoryCatalogue } from '../../../sync/catalogue/memory.ts'
import type { Catalogue } from '../../../sync/catalogue/port.ts'
import type { Evidence } from '../../../sync/evidence/port.ts'
import { codeFrom, listening } from '../../contract/uplink-rig.ts'
import { type LedgerRig, ledgerRig } from '../../rigs/ledger-rig.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { recordOf } from '../../rigs/records.ts'
import { until } from '../../rigs/until.ts'
import { type CentralRig, centralRig } from '../../unit/central/central-rig.ts'

let central: CentralRig
let url: string
let rig: LedgerRig
let trouble: Fault | undefined
const logged: string[] = []
beforeAll(async () => {
  central = await centralRig()
  url = await listening(central)
})
afterAll(() => central.close())
beforeEach(() => {
  rig = ledgerRig()
  trouble = undefined
  logged.length = 0
})

const empty = memoryCatalogue({ cursor: 0, skus: [], lines: [], removedSkus: [], removedLines: [] })
const catalogue: Catalogue = {
  ...empty,
  cursor: () => {
    if (trouble) throw trouble
    return empty.cursor()
  },
}
const evidence = {
  read: async (hash: string) => {
    throw new Fault('EVIDENCE_MISSING', `no photograph ${hash}`)
  },
} as unknown as Evidence

async function enrolled(ledger = rig.ledger): Promise<CentralLink> {
  const link = new CentralLink({
    ...{ ledger, evidence, catalogue, hook: noHook, changed: () => {} },
    clock: { ...realClock(1_000), now: () => central.clock.now() },
    random: (count) => randomBytes(count),
    station: { name: 'Dock', site: 'Site' },
    log: { warn: (thing: unknown) => void logged.push((thing as { err: Fault }).err.code) },
  })
  onTestFinished(() => link.stop())
  await link.enrol(url, await codeFrom(url), 'admin-1')
  return link
}

describe('the tie to central', () => {
  it('[UP8] a photograph the station lost stands in the log and in the trail, once, and the item is sent', async () => {
    const record = recordOf(1)
    rig.ledger.record(record)
    await enrolled()
    const lost = () => rig.ledger.auditTrail(50).filter((each) => each.action === 'evidence.lost')
    await until(lost, (lines) => lines.length === record.shots.length, 'a line in the trail')
    expect(lost()[0]).toMatchObject({
      actor: 'station',
      subject: record.shots.at(-1)?.sha256,
      detail: expect.stringContaining('EVIDENCE_MISSING'),
    })
    await until(
      () => rig.ledger.counts().unsent,
      (unsent) => unsent === 0,
      'everything to be sent',
    )
    expect(lost()).toHaveLength(record.shots.length)
    expect(logged).toEqual(record.shots.map(() => 'EVIDENCE_MISSING'))
  })

  it('[UP8] a trail that cannot be written does not hold up what is sent', async () => {
    rig.ledger.record(recordOf(1))
    const audit = () => {
      throw new Fault('DISK_FULL', 'test')
    }
    const { ledger } = rig
    const link = await enrolled({
      ...ledger,
      audit: (line) => (line.action === 'evidence.lost' ? audit() : ledger.audit(line)),
    })
    await until(
      () => ledger.counts().unsent,
      (unsent) => unsent === 0,
      'everything to be sent',
    )
    expect(link.network.kind).toBe('online')
    expect(logged).toContain('DISK_FULL')
  })

  it('[UP12] a pull that fails is told with its fault until one works again, and logged once', async () => {
    trouble = new Fault('CATALOGUE_CORRUPT', 'the catalogue cannot be read')
    const link = await enrolled()
    await until(
      () => link.pullFault,
      (fault) => fault?.code === 'CATALOGUE_CORRUPT',
      'the fault of the pull',
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(logged.filter((code) => code === 'CATALOGUE_CORRUPT')).toHaveLength(1)
    trouble = undefined
    await until(
      () => link.pullFault,
      (fault) => fault === undefined,
      'a pull that works',
    )
  })
})
