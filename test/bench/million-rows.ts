import { noHook } from '../../main/kernel/steps.ts'
import { openCatalogue } from '../../sync/catalogue/catalogue.ts'
import { realClock } from '../rigs/real-clock.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'

/** Half of the rows are SKUs, half are expected lines. */
export const half = 500_000
/** Rows of one transaction, as central's pages bring them. */
const page = 5_000

/** Fills a catalogue file with a million rows through the station's own door. */
export function fillCatalogue(file: string): void {
  const catalogue = openCatalogue({ file, clock: realClock(), hook: noHook })
  const from = catalogue.cursor()
  for (let start = 1; start <= half; start += page) {
    const seeds = Array.from({ length: page }, (_, index) => start + index)
    catalogue.apply({
      cursor: from + start + page,
      skus: seeds.map(skuOf),
      lines: seeds.map(lineOf),
      removedSkus: [],
      removedLines: [],
    })
  }
  catalogue.close()
}
