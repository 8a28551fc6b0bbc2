import { execFileSync } from 'node:child_process'
import type { Frame } from '../../../main/kernel/frame.ts'
import { drawn, frameOf } from './drawn-frames.ts'
import { startedEyes } from './started-eyes.ts'

/** Memory in MiB that stays in a process: of the eyes' owner, and of the one that asks. */
export interface Resident {
  readonly items: number
  readonly owner: number
  readonly caller: number
}

/** Different photographs, so that nothing kept of one helps with the next. */
const photographs = 30

/** Measures and judges `items` of two views each on the tiny pack, and tells the resident memory `readings` times on the way. */
export async function manyItems(
  items: number,
  readings: number,
  told: (reading: Resident) => void = () => {},
): Promise<Resident[]> {
  const at = await startedEyes()
  try {
    const frames = await Promise.all(Array.from({ length: photographs }, (_, seed) => photographOf(seed)))
    const found: Resident[] = []
    for (let item = 1; item <= items; item++) {
      const views = [frames[(2 * item) % photographs]!, frames[(2 * item + 1) % photographs]!].map(copyOf)
      await Promise.all(views.map((view) => at.eyes.measure(view)))
      const answer = await at.eyes.infer(views, 60_000)
      if (answer.status !== 'done') throw new Error(`item ${item}: ${answer.detail}`)
      if (item % Math.floor(items / readings) !== 0) continue
      const reading = {
        items: item,
        owner: residentOf(at.eyes.pid()),
        caller: process.memoryUsage.rss() / 2 ** 20,
      }
      found.push(reading)
      told(reading)
    }
    return found
  } finally {
    await at.close()
  }
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

/** As from a camera: bytes of its own each time. */
function copyOf(frame: Frame): Frame {
  return { ...frame, bytes: Uint8Array.from(frame.bytes) }
}
