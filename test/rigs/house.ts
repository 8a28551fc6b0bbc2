import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CentralClient, centralClient } from './central-client.ts'
import { type ChildServer, startServer } from './child-server.ts'

/** What a house is opened with. */
export interface HouseWishes {
  /** The station's configuration, as its file would hold it; without it the rig is simulated. */
  readonly config?: object
  /** Folder of built pages; without it both serve their API only. */
  readonly pages?: string
  readonly stationEnv?: Readonly<Record<string, string>>
}

/** A real central and a real station beside it, enrolled, each a process of its own with its own fresh data. */
export interface House {
  readonly central: CentralClient
  readonly centralUrl: string
  readonly stationData: string
  /** The station that runs now. */
  station(): ChildServer
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
  const centralServer = await startServer({ name: 'central', args: centralArgs })
  const central = centralClient(centralServer.url, folders.central)
  const config = wishes.config ? ['--config', configFile(home, wishes.config)] : []
  const args = ['--data', folders.station, '--port', '0', ...pages, ...config]
  const enrol = ['--central', centralServer.url, '--enrol', await central.enrolmentCode()]
  const start = (env: Readonly<Record<string, string>>) =>
    startServer({ name: 'station', args: [...args, ...enrol], env })
  let station = await (wishes.stationEnv ? start(wishes.stationEnv).catch(() => start({})) : start({}))
  return {
    central,
    centralUrl: centralServer.url,
    stationData: folders.station,
    station: () => station,
    async restartStation() {
      await station.ended
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
