import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inBenchFolder } from './bench-folder.ts'
import { startBenchStation } from './bench-station.ts'
import { measureCameras } from './cameras.ts'
import { measureCommit } from './commit.ts'
import { measureEyes } from './eyes.ts'
import { measureIdentify } from './identify.ts'
import { measureLabel } from './label.ts'
import { kept, type Measured, table } from './measured.ts'
import { fillCatalogue } from './million-rows.ts'
import { measurePeer } from './peer.ts'
import { measurePropose, measureTaught } from './propose.ts'
import { measureReady } from './ready.ts'
import { measureScans } from './scans.ts'
import { teachUnits } from './taught.ts'

/** Measures every promise of the station, one after the other, so that none disturbs another. */
async function measureAll(progress: (line: string) => void): Promise<Measured[]> {
  progress('commits beside a bare insert loop …')
  const commit = await measureCommit()
  progress('the eyes beside the bare network …')
  const eyes = await measureEyes()
  progress('the identity network beside its peer …')
  const peer = await measurePeer(progress)
  const devices = await measureDevices(progress)
  return inBenchFolder(async (folder) => {
    progress('filling a catalogue with 1,000,000 rows (under a minute) …')
    mkdirSync(join(folder, 'data'))
    mkdirSync(join(folder, 'empty'))
    fillCatalogue(join(folder, 'data', 'catalogue.db'))
    progress('teaching whole units …')
    await teachUnits(join(folder, 'data', 'memory.db'))
    const station = await startBenchStation(folder)
    progress('scans …')
    const identify = await measureIdentify(station)
    progress('photographs …')
    const propose = await measurePropose(station)
    progress('photographs of a taught item …')
    const taught = await measureTaught(station)
    await station.server.stop()
    progress('starts …')
    return [
      ...identify,
      ...propose,
      ...taught,
      ...eyes,
      ...peer,
      ...commit,
      ...devices,
      ...(await measureReady(folder)),
    ]
  })
}

/** What the drivers add to the station's time. */
async function measureDevices(progress: (line: string) => void): Promise<Measured[]> {
  const label = await measureLabel(progress)
  const scans = await measureScans(progress)
  return [...scans, ...label, ...(await measureCameras(progress))]
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  const rows = await measureAll((line) => process.stderr.write(`${line}\n`))
  const [cpu] = cpus()
  if (values.json)
    console.log(
      JSON.stringify(
        {
          node: process.version,
          cpu: cpu?.model,
          cores: cpus().length,
          rows: rows.map((row) => ({ ...row, kept: kept(row) })),
        },
        null,
        2,
      ),
    )
  else
    console.log(
      `\n${table(rows)}\n\n${cpus().length} × ${cpu?.model ?? 'unknown processor'}, Node ${process.version}`,
    )
  return rows.every(kept) ? 0 : 1
}

process.exitCode = await main()
