import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { type ChildServer, startServer } from '../rigs/child-server.ts'
import { enterAsAdmin, type StationClient, stationClient } from '../rigs/station-client.ts'

/** Four cameras of the page's kind: the bench brings their photographs. */
export const roles = ['top', 'left', 'right', 'front'] as const satisfies readonly CameraRole[]

/** A real station process under measurement, with somebody logged in. */
export interface BenchStation {
  readonly server: ChildServer
  readonly client: StationClient
}

/** Starts the station on the data in `folder`; it has no printer, which no measurement waits for. */
export async function startBenchStation(folder: string): Promise<BenchStation> {
  const config = {
    lane: { captureTimeoutMs: 60_000 },
    scanners: [{ driver: 'wedge', name: 'Scanner' }],
    cameras: roles.map((role) => ({ driver: 'page', name: role, role })),
  }
  const file = join(folder, 'bench.json')
  writeFileSync(file, JSON.stringify(config))
  const args = ['--config', file, '--data', join(folder, 'data'), '--port', '0']
  const server = await startServer({ name: 'station', args })
  const client = stationClient(server.url)
  await enterAsAdmin(client)
  return { server, client }
}
