import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startBenchStation } from './bench-station.ts'
import type { Measured } from './measured.ts'

const starts = 3

/** The slowest of some starts: on the data given, which holds a million rows and the bench's items, and on none. */
export async function measureReady(folder: string): Promise<Measured[]> {
  const took: number[] = []
  for (let start = 0; start < 2 * starts; start++) {
    const place = start < starts ? folder : join(folder, 'empty')
    if (place !== folder) rmSync(join(place, 'data'), { recursive: true, force: true })
    const { server } = await startBenchStation(place)
    took.push(server.readyMs)
    await server.stop()
  }
  const how = `slowest of ${2 * starts} starts, half of them on ${'1,000,000'} rows`
  return [
    {
      name: 'station ready after start',
      value: Math.max(...took),
      unit: 'ms',
      limit: 3000,
      must: 'below',
      how,
    },
  ]
}
