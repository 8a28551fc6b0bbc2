import { diceOf, whole } from '../rigs/seeded.ts'
import { gtinOf } from '../rigs/skus.ts'
import type { BenchStation } from './bench-station.ts'
import { type Measured, percentile } from './measured.ts'
import { half } from './million-rows.ts'

const scans = 300
/** The first scans fill SQLite's page cache and let the engine compile. */
const warmUp = 20

/** From handing a code to the station until the lane has its item: GTINs and return numbers all over the catalogue. */
export async function measureIdentify({ client }: BenchStation): Promise<Measured[]> {
  const { lane } = client.api
  const dice = diceOf(7)
  const took: number[] = []
  for (let scan = 0; scan < scans + warmUp; scan++) {
    const seed = whole(dice, 1, half)
    const text =
      scan % 2 === 0
        ? gtinOf(`0${400_000_000_000 + seed}`)
        : `RMA-${String(Math.ceil(seed / 2)).padStart(7, '0')}`
    const from = performance.now()
    await lane.scan.mutate({ text, source: 'wedge' })
    took.push(performance.now() - from)
    const view = await lane.view.query()
    const found = view.candidates.length > 0 || view.item?.item?.kind === 'known'
    if (!found) throw new Error(`${text} was not identified: ${JSON.stringify(view.item)}`)
    await lane.cancel.mutate()
  }
  const value = percentile(took.slice(warmUp), 0.95)
  const how = `${scans} scans over http, ${2 * half} rows, draft written`
  return [{ name: 'scan to identified item, p95', value, unit: 'ms', limit: 50, must: 'below', how }]
}
