import { join } from 'node:path'
import { type CentralClient, centralClient } from '../central-client.ts'
import { type ChildServer, startServer } from '../child-server.ts'
import type { Questions } from './wire.ts'

/** Central beside the machine, started when it is first asked for: a station in the machine meets it over a network. */
export function openHostCentral(folder: string): {
  readonly questions: Pick<Questions, 'openCentral' | 'inspections'>
  close(): Promise<void>
} {
  let server: ChildServer | undefined
  let client: CentralClient | undefined
  // A run that is told to end does not wait for it.
  const end = () => void server?.kill()
  process.once('exit', end)
  const open = async () => {
    const data = join(folder, 'central')
    const args = ['--data', data, '--port', '0', '--host', '127.0.0.1']
    server ??= await startServer({ name: 'central', args })
    client ??= centralClient(server.url, data)
    return { client, url: server.url.replace('127.0.0.1', '10.0.2.2') }
  }
  return {
    questions: {
      async openCentral(catalogue) {
        const { client, url } = await open()
        await client.importCatalogue(catalogue)
        return { url, code: await client.enrolmentCode() }
      },
      inspections: async () => (await open()).client.inspections(),
    },
    async close() {
      process.off('exit', end)
      await server?.stop()
    },
  }
}
