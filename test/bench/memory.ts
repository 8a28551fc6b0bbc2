// Whether memory stays flat: node test/bench/memory.ts [--taught] [ITEMS], by default 10,000 items of two views; taught ones have one.
import { parseArgs } from 'node:util'
import { manyItems, manyTaughtItems, type Resident } from '../rigs/eyes/many-items.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { taught: { type: 'boolean', default: false } },
})
const line = ({ items, owner, caller }: Resident) =>
  `${String(items).padStart(6)} items   owner ${owner.toFixed(1)} MiB   caller ${caller.toFixed(1)} MiB`
const readings = await (values.taught ? manyTaughtItems : manyItems)({
  items: Number(positionals[0] ?? 10_000),
  readings: 20,
  told: (reading) => console.log(line(reading)),
})
const [second, last] = [readings[1], readings.at(-1)]
if (second && last)
  console.log(
    `grew after the first tenth: owner ${(last.owner - second.owner).toFixed(1)} MiB, caller ${(last.caller - second.caller).toFixed(1)} MiB`,
  )
