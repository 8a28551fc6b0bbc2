import { execFileSync } from 'node:child_process'
import pino from 'pino'
import type { Frame } from '../../../main/kernel/frame.ts'
import { type Examiner, examinerOf } from '../../../main/station/examine.ts'
import { renewOne } from '../../../main/station/renew-units.ts'
import { cropSize } from '../../../models/memory/cells.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { realClock } from '../real-clock.ts'
import { frameOf as frameOfThing, knownOf, teachThings } from '../units-rig.ts'
import { drawn, frameOf } from './drawn-frames.ts'
import { type EyesInFolder, startedEyes } from './started-eyes.ts'
import { writeComparer } from './tiny-comparer.ts'

/** Memory in MiB that stays in a process: of the eyes' owner, and of the one that asks. */
export interface Resident {
  readonly items: number
  readonly owner: number
  readonly caller: number
}

/** How many items, how often memory is read on the way, and who is told. */
export interface Many {
  readonly items: number
  readonly readings: number
  told?(reading: Resident): void
}

/** Different photographs, so that nothing kept of one helps with the next. */
const photographs = 30
const deadlineMs = 60_000
/** The SKU that whole units are kept of. */
const sku = 'TOY'

/** Measures and judges items of two views each on the tiny pack, and tells the resident memory. */
export async function manyItems(many: Many): Promise<Resident[]> {
  const at = await startedEyes()
  try {
    const frames = await Promise.all(Array.from({ length: photographs }, (_, seed) => photographOf(seed)))
    return await worked(many, at, async (item) => {
      const views = [frames[(2 * item) % photographs]!, frames[(2 * item + 1) % photographs]!].map(copyOf)
      await Promise.all(views.map((view) => at.eyes.measure(view)))
      const answer = await at.eyes.infer(views, deadlineMs)
      if (answer.status !== 'done') throw new Error(`item ${item}: ${answer.detail}`)
    })
  } finally {
    await at.close()
  }
}

/** The same with items of one view that a network compares with four of sixteen whole units, as the station's examiner does. */
export async function manyTaughtItems(many: Many): Promise<Resident[]> {
  const at = await startedEyes((folder) => writeComparer(folder, { side: cropSize }))
  const units = openUnits(':memory:')
  const remembering = startRemembering()
  try {
    await teachThings(units, remembering, { sku, count: 16 })
    while (await renewOne({ units, remembering, eyes: at.eyes }));
    const memory = { known: knownOf(units, remembering, at.eyes), remembering }
    const examiner = examinerOf({ eyes: at.eyes, clock: realClock(), log: pino({ enabled: false }), memory })
    const frames = await Promise.all(Array.from({ length: photographs }, (_, seed) => thingOf(seed)))
    return await worked(many, at, (item) => examined(examiner, copyOf(frames[item % photographs]!)))
  } finally {
    await at.close()
    await remembering.close()
    units.close()
  }
}

async function examined(examiner: Examiner, frame: Frame): Promise<void> {
  const { inference } = await examiner.examine([frame], sku, deadlineMs)
  const said = inference.status === 'done' ? inference.memory?.[0]?.says : inference.detail
  if (said !== 'verdict') throw new Error(`an item beside whole units: ${said}`)
}

async function worked(
  { items, readings, told = () => {} }: Many,
  { eyes }: EyesInFolder,
  work: (item: number) => Promise<void>,
): Promise<Resident[]> {
  const found: Resident[] = []
  for (let item = 1; item <= items; item++) {
    await work(item)
    if (item % Math.floor(items / readings) !== 0) continue
    const caller = process.memoryUsage.rss() / 2 ** 20
    const reading = { items: item, owner: residentOf(eyes.pid()), caller }
    found.push(reading)
    told(reading)
  }
  return found
}

/** MiB a process holds, as the system's own `ps` tells. */
function residentOf(pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

async function photographOf(seed: number): Promise<Frame> {
  const bytes = await drawn({ width: 640, height: 480, seed: seed + 1 })
    .jpeg({ quality: 85 })
    .toBuffer()
  return frameOf(bytes, seed % 2 === 0 ? 'top' : 'left')
}

/** A thing of the SKU, a little aside each time, whole or without an arm. */
function thingOf(seed: number): Promise<Frame> {
  const aside = { x: 92 + (seed % 7), y: 78 + (seed % 5) }
  return frameOfThing({ seed: 100 + seed, ...aside, armless: seed % 3 === 0 })
}

/** As from a camera: bytes of its own each time. */
function copyOf(frame: Frame): Frame {
  return { ...frame, bytes: Uint8Array.from(frame.bytes) }
}
