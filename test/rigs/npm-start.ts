import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'
import { descendantsOf } from './processes.ts'
import { layEmptyCluster } from './quick-pglite.ts'
import { until } from './until.ts'

const root = resolve(import.meta.dirname, '../..')

/** `npm start`'s own program without a window, on ports and data of its own. */
export interface NpmStart {
  readonly station: string
  readonly data: string
  /** The station that runs now, by process id; undefined between two. */
  pid(): number | undefined
  printed(): string
  /** Resolves when the station has said it is ready so many times in all. */
  ready(times: number): Promise<string>
  close(): Promise<void>
}

/** Starts it and waits until the station is ready; `flags` may depend on the data folder. */
export async function npmStart(flags: (data: string) => readonly string[] = () => []): Promise<NpmStart> {
  const data = mkdtempSync(join(tmpdir(), 'regrade-shell-'))
  await layEmptyCluster(join(data, 'central', 'pg'))
  const port = await freePort()
  const ports = ['--port', `${port}`, '--central-port', `${await freePort()}`]
  const words = ['main/shell/start.ts', '--data', data, '--no-window', ...ports, ...flags(data)]
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      text += bytes
    })
  const ended = new Promise((tell) => child.once('close', tell))
  const station = `http://127.0.0.1:${port}`
  const ready = (times: number) =>
    until(
      () => {
        if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}: ${text}`)
        return text
      },
      (now) => now.split(`station ready ${station}`).length > times,
      `the station to be ready ${times} times`,
    )
  await ready(1)
  return {
    ...{ station, data, ready },
    pid: () => descendantsOf(child.pid!).find(({ command }) => command.includes('station/server.ts'))?.pid,
    printed: () => text,
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}
