import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { openTcpPort } from '../tcp-port.ts'
import type { Machine } from './build-machine.ts'
import { startEmulator } from './emulator.ts'
import { openHost } from './host.ts'
import { hostBench } from './host-bench.ts'
import { openHostCentral } from './host-central.ts'
import { openHostPage } from './host-page.ts'
import { drawnPicture } from './host-picture.ts'
import { hostPrinters } from './host-printers.ts'
import { typeKeys } from './keyboard.ts'
import { openQmp, type Qmp } from './qmp.ts'
import type { Tally } from './tally.ts'
import { cableNames, type FarEnd, openCable, type WireName } from './usb-ports.ts'
import type { Questions } from './wire.ts'

/** One run of a machine. */
export interface Run {
  readonly machine: Machine
  /** Of the run's own, for sockets. */
  readonly folder: string
  readonly tree: string
  /** The project's sources without their types. */
  readonly plain: string
  /** Where pictures of the station's screens are kept. */
  readonly screens: string
  /** On performance.now()'s clock. */
  readonly endBy: number
  readonly tally: Tally
  /** Suites to run; all where none is named. */
  readonly suites: readonly string[]
  /** Whether the machine's console is printed as it comes. */
  readonly verbose: boolean
}

/** Starts the machine, serves it until it ends, and counts its tests. */
export async function runMachine(run: Run): Promise<void> {
  let qmp: Qmp | undefined
  const theQmp = () => {
    if (!qmp) throw new Error('the machine is not up yet')
    return qmp
  }
  const all = await Promise.all(cableNames.map((name) => openCable(name, run.folder, theQmp)))
  const network = await openTcpPort()
  const cables = new Map<WireName, FarEnd>([
    ...all.map((cable) => [cable.name, cable] as const),
    ['network', network],
  ])
  let done: number | undefined
  const central = openHostCentral(run.folder)
  const pagePort = await freePort()
  const page = openHostPage({ port: pagePort, screens: run.screens })
  const host = await openHost({
    cables,
    questions: {
      ...questionsOf(cables, theQmp),
      networkPort: async () => network.port,
      ...central.questions,
      ...page.questions,
      picture: drawnPicture,
    },
    told(message) {
      if (message.tell === 'line') run.tally.say(message.text)
      else if (message.tell === 'test') run.tally.add(message.test)
      else done = message.code
    },
  })
  const qmpSocket = join(run.folder, 'qmp.sock')
  const emulator = await startEmulator({ ...run, cables: all, qmpSocket, port: host.port, pagePort })
  const console = consoleOf(emulator, run.verbose)
  let timeIsUp = false
  const timer = setTimeout(() => {
    timeIsUp = true
    emulator.kill('SIGKILL')
  }, run.endBy - performance.now())
  try {
    const ended = new Promise((resolve) => emulator.once('close', resolve))
    qmp = await Promise.race([openQmp(qmpSocket), ended.then(() => undefined)])
    await ended
  } finally {
    clearTimeout(timer)
    emulator.kill('SIGKILL')
    qmp?.close()
    host.close()
    await page.close()
    await central.close()
    for (const cable of [...all, network]) await cable.close()
  }
  if (timeIsUp) run.tally.cutShort()
  else if (done === undefined)
    run.tally.fail(`the machine ended before its tests did; its last words:\n${console()}`)
}

type Central = ReturnType<typeof openHostCentral>['questions']
type Hands = ReturnType<typeof openHostPage>['questions']

function questionsOf(
  cables: ReadonlyMap<WireName, FarEnd>,
  qmp: () => Qmp,
): Omit<Questions, 'hold' | 'picture' | 'networkPort' | keyof Central | keyof Hands> {
  const cableOf = (name: WireName) => {
    const cable = cables.get(name)
    if (!cable) throw new Error(`there is no cable ${name}`)
    return cable
  }
  return {
    ...hostPrinters(cableOf),
    ...hostBench(cableOf),
    plug: (name) => cableOf(name).plug(),
    unplug: (name) => cableOf(name).unplug(),
    type: (text) => typeKeys(qmp(), text),
    pullKeyboard: () => qmp().pull('keyboard'),
  }
}

/** The last lines of the console; all of it is printed when one wants to see it. */
function consoleOf(emulator: ChildProcess, verbose: boolean): () => string {
  let last = ''
  const hear = (chunk: Buffer) => {
    if (verbose) process.stdout.write(chunk)
    last = (last + chunk).slice(-4000)
  }
  emulator.stdout?.on('data', hear)
  emulator.stderr?.on('data', hear)
  return () => last.replaceAll('\r', '')
}
