import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './until.ts'

/** A serial port made of a pseudo-terminal: the driver opens `path`, the test is the device. */
export interface Pty {
  readonly path: string
  write(bytes: Uint8Array | string): void
  /** Hears what the driver sends; the returned function ends the hearing. */
  onData(heard: (chunk: Uint8Array) => void): () => void
  /** Pulls the cable: the port vanishes. */
  unplug(): Promise<void>
  /** Puts it back under the same path. */
  plug(): Promise<void>
  close(): Promise<void>
}

/** What stands in a `todo` where no port can be made. */
export const ptyMissing =
  'needs a serial port: install socat or python3, or set REGRADE_TEST_SERIAL to a folder holding either'

const python = `
import os, pty, select, sys, tty
host, port = pty.openpty()
tty.setraw(port)
os.symlink(os.ttyname(port), sys.argv[1])
while True:
    for ready in select.select([0, host], [], [])[0]:
        chunk = os.read(ready, 65536)
        if not chunk: sys.exit()
        while chunk: chunk = chunk[os.write(host if ready == 0 else 1, chunk):]
`

interface Maker {
  readonly program: string
  readonly version: string
  arguments(path: string): readonly string[]
}
const makers: readonly Maker[] = [
  { program: 'socat', version: '-V', arguments: (path) => ['-b65536', `pty,raw,echo=0,link=${path}`, '-'] },
  { program: 'python3', version: '--version', arguments: (path) => ['-c', python, path] },
]

const folder = process.env.REGRADE_TEST_SERIAL
const programOf = (maker: Maker) => (folder ? join(folder, maker.program) : maker.program)
const maker =
  process.platform === 'win32'
    ? undefined
    : makers.find((each) => spawnSync(programOf(each), [each.version], { timeout: 20_000 }).status === 0)

/** Whether openPty() gives a port on this machine. */
export const hasPty = maker !== undefined

/** A fresh plugged-in port; undefined where neither socat nor python3 is there. */
export async function openPty(): Promise<Pty | undefined> {
  if (!maker) return undefined
  const home = mkdtempSync(join(tmpdir(), 'regrade-pty-'))
  const port = new MadePort(maker, join(home, 'port'))
  await port.plug()
  return {
    path: port.path,
    write: (bytes) => port.write(bytes),
    onData: (heard) => port.onData(heard),
    unplug: () => port.unplug(),
    plug: () => port.plug(),
    async close() {
      await port.unplug()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

class MadePort {
  readonly path: string
  readonly #maker: Maker
  readonly #listeners = new Set<(chunk: Uint8Array) => void>()
  #child: ChildProcess | undefined
  #held: number | undefined

  constructor(maker: Maker, path: string) {
    this.#maker = maker
    this.path = path
  }

  async plug(): Promise<void> {
    const child = spawn(programOf(this.#maker), this.#maker.arguments(this.path), {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    child.stdin.on('error', () => {})
    child.stdout.on('data', (chunk: Buffer) => {
      for (const heard of [...this.#listeners]) heard(chunk)
    })
    this.#child = child
    await until(() => existsSync(this.path), Boolean, 'a pseudo-terminal')
    // Held open here, so that the device's end does not hang up whenever the driver closes its own.
    this.#held = openSync(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  }

  write(bytes: Uint8Array | string): void {
    this.#child?.stdin?.write(bytes)
  }

  onData(heard: (chunk: Uint8Array) => void): () => void {
    this.#listeners.add(heard)
    return () => this.#listeners.delete(heard)
  }

  async unplug(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#child = undefined
    if (this.#held !== undefined) closeSync(this.#held)
    this.#held = undefined
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    rmSync(this.path, { force: true })
  }
}
