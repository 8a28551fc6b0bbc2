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
  /** A central that is open already, and stays so; without it the house has one of its own. */
  readonly beside?: CentralHouse
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

/** A central by itself, beside which houses may be opened one after the other. */
export interface CentralHouse {
  readonly central: CentralClient
  readonly url: string
  close(): Promise<void>
}

/** Opens a real central as a process of its own with fresh data. */
export async function openCentral({ pages }: Pick<HouseWishes, 'pages'> = {}): Promise<CentralHouse> {
  const home = mkdtempSync(join(tmpdir(), 'regrade-central-'))
  await layEmptyCluster(join(home, 'central', 'pg'))
  const args = ['--data', home, '--port', '0', '--host', '127.0.0.1', ...pagesArgs(pages)]
  const server = await startServer({ name: 'central', args })
  return {
    central: centralClient(server.url, home),
    url: server.url,
    async close() {
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Opens a house; when the station dies at its start (a test may want that), it is started again without its environment. */
export async function openHouse(wishes: HouseWishes = {}): Promise<House> {
  const home = mkdtempSync(join(tmpdir(), 'regrade-house-'))
  const stationData = join(home, 'station-data')
  const beside = wishes.beside ?? (await openCentral(wishes))
  const { central } = beside
  if (wishes.catalogue) await central.importCatalogue(wishes.catalogue)
  const config = wishes.config ? ['--config', configFile(home, wishes.config)] : []
  const args = ['--data', stationData, '--port', '0', ...pagesArgs(wishes.pages), ...config]
  const enrol = ['--central', beside.url, '--enrol', await central.enrolmentCode()]
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
    centralUrl: beside.url,
    stationData,
    station: () => station,
    deaths,
    async restartStation() {
      deaths.push(await station.ended)
      station = await start({})
      return station
    },
    async close() {
      await station.stop()
      if (beside !== wishes.beside) await beside.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function pagesArgs(pages: string | undefined): string[] {
  return pages === undefined ? [] : ['--pages', pages]
}

function configFile(home: string, config: object): string {
  const file = join(home, 'station.json')
  writeFileSync(file, JSON.stringify(config))
  return file
}
