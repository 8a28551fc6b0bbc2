// Whether the eyes' memory is flat: node test/bench/memory.ts [ITEMS], by default 10,000 items of two views.
import { manyItems, type Resident } from '../rigs/eyes/many-items.ts'

const items = Number(process.argv[2] ?? 10_000)
const line = ({ items, owner, caller }: Resident) =>
  `${String(items).padStart(6)} items   owner ${owner.toFixed(1)} MiB   caller ${caller.toFixed(1)} MiB`
const readings = await manyItems(items, 20, (reading) => console.log(line(reading)))
const [second, last] = [readings[1], readings.at(-1)]
if (second && last)
  console.log(`owner grew by ${(last.owner - second.owner).toFixed(1)} MiB after the first tenth`)
