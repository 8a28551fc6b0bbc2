import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExpectedLine, Sku } from '../../main/kernel/item.ts'
import { type CentralClient, centralClient } from './central-client.ts'
import { type ChildServer, EarlyEnd, type ServerEnd, startServer } from './child-server.ts'
import { layEmptyCluster } from './quick-pglite.ts'

/** What a house is opened with. */
export interface HouseWishes {
  /** The station's configuration, as its file would hold it; without it the rig is simulated. */
  readonly config?: object
  /** Folder of built pages; without it both serve their API only. */
  readonly pages?: string
  readonly stationEnv?: Readonly<Record<string, string>>
  /** What central knows before the station first asks. */
  readonly catalogue?: { readonly skus: readonly Sku[]; readonly lines: readonly ExpectedLine[] }
}

/** A real central and a real station beside it, enrolled, each a process of its own with its own fresh data. */
export interface House {
  readonly central: CentralClient
  readonly centralUrl: string
  readonly stationData: string
  /** The station that runs now, or ran last. */
  station(): ChildServer
  /** How the stations that ended before their time did so. */
  readonly deaths: readonly ServerEnd[]
  /** Starts the station anew on the same data, after it has ended; without the wished environment. */
  restartStation(): Promise<ChildServer>
  close(): Promise<void>
}

/** Opens a house; when the station dies at its start (a test may want that), it is started again without its environment. */
export async function openHouse(wishes: HouseWishes = {}): Promise<House> {
  const home = mkdtempSync(join(tmpdir(), 'regrade-house-'))
  const folders = { central: join(home, 'central-data'), station: join(home, 'station-data') }
  const pages = wishes.pages === undefined ? [] : ['--pages', wishes.pages]
  const centralArgs = ['--data', folders.central, '--port', '0', '--host', '127.0.0.1', ...pages]
  await layEmptyCluster(join(folders.central, 'central', 'pg'))
  const centralServer = await startServer({ name: 'central', args: centralArgs })
  const central = centralClient(centralServer.url, folders.central)
  if (wishes.catalogue) await central.importCatalogue(wishes.catalogue)
  const config = wishes.config ? ['--config', configFile(home, wishes.config)] : []
  const args = ['--data', folders.station, '--port', '0', ...pages, ...config]
  const enrol = ['--central', centralServer.url, '--enrol', await central.enrolmentCode()]
  const start = (env: Readonly<Record<string, string>>) =>
    startServer({ name: 'station', args: [...args, ...enrol], env })
  const deaths: ServerEnd[] = []
  const first = await start(wishes.stationEnv ?? {}).catch((thrown) => {
    if (!(thrown instanceof EarlyEnd) || !wishes.stationEnv) throw thrown
    deaths.push(thrown.end)
  })
  let station = first ?? (await start({}))
  return {
    central,
    centralUrl: centralServer.url,
    stationData: folders.station,
    station: () => station,
    deaths,
    async restartStation() {
      deaths.push(await station.ended)
      station = await start({})
      return station
    },
    async close() {
      await station.stop()
      await centralServer.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function configFile(home: string, config: object): string {
  const file = join(home, 'station.json')
  writeFileSync(file, JSON.stringify(config))
  return file
}
