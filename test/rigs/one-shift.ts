import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { StepHook } from '../../main/kernel/steps.ts'
import { openCatalogue } from '../../sync/catalogue/catalogue.ts'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import { handClock } from './hand-clock.ts'
import { correctionOf, recordOf } from './records.ts'
import { idsOf } from './seeded.ts'
import { lineOf, skuOf } from './skus.ts'

/** Where a shift keeps its things. */
export function placesIn(folder: string) {
  return {
    ledger: join(folder, 'ledger.sqlite'),
    evidence: join(folder, 'evidence'),
    catalogue: join(folder, 'catalogue.sqlite'),
    /** One line a record() that came back. */
    promised: join(folder, 'promised.txt'),
    /** One line a label that came out of the printer. */
    printed: join(folder, 'printed.txt'),
  }
}

/** The photograph of an item. */
export function photoOf(item: number): Uint8Array {
  return new TextEncoder().encode(`photograph of item ${item}`)
}

/** What a shift is worked with; `run` makes its ids differ from those of other runs. */
export interface Shift {
  readonly folder: string
  readonly items: readonly number[]
  readonly run: number
  readonly hook: StepHook
}

/**
 * Works a shift on what is in the folder: each item is put in the catalogue, photographed, recorded, corrected, printed
 * and acknowledged. Doing it again after a cut goes on where it stopped, as a station does.
 */
export async function workShift({ folder, items, run, hook }: Shift): Promise<void> {
  const places = placesIn(folder)
  const clock = handClock()
  const catalogue = openCatalogue({ file: places.catalogue, clock, hook })
  const evidence = openEvidence({ folder: places.evidence, clock, hook })
  const ledger = openLedger({ file: places.ledger, clock, newId: idsOf(run), hook })
  for (const item of items) {
    catalogue.apply({
      cursor: item,
      skus: [skuOf(item)],
      lines: [lineOf(item)],
      removedSkus: [],
      removedLines: [],
    })
    const record = recordWith(item, await evidence.keep(photoOf(item)))
    ledger.record(record)
    appendFileSync(places.promised, `${record.id}\n`)
    ledger.correct(correctionOf(record, { kind: 'reprinted' }), { zpl: '^XA^FDagain^FS^XZ', reason: 'torn' })
    for (let job = ledger.takeJob(); job; job = ledger.takeJob()) {
      appendFileSync(places.printed, `${job.inspection}\n`)
      ledger.jobPrinted(job.id)
    }
    ledger.acknowledge(ledger.unsent(99).at(-1)?.seq ?? 0)
  }
  ledger.close()
  catalogue.close()
}

function recordWith(item: number, sha256: string): InspectionRecord {
  const record = recordOf(item)
  const [shot] = record.shots
  if (!shot) throw new Error('a record has a shot')
  return { ...record, shots: [{ ...shot, sha256 }] }
}
