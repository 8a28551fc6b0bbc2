import { join } from 'node:path'
import type { Frame } from '../../main/kernel/frame.ts'
import { startEyes } from '../../models/onnx/eyes.ts'
import type { Eyes } from '../../models/port.ts'
import { realClock } from '../rigs/real-clock.ts'
import { startBenchChild } from './bench-child.ts'
import { roles } from './bench-station.ts'
import type { Bare } from './eyes-bare.ts'
import { type Measured, percentile } from './measured.ts'
import { unitPhotos, weights } from './taught.ts'

const rounds = 30
/** The first rounds load what is loaded once. */
const warmUp = 3
const starts = 3
const longestMs = 60_000

/** What the eyes add to the bare network and the decoding of the same photographs, in turn; and how soon they answer at all. */
export async function measureEyes(): Promise<Measured[]> {
  const first = await firstAnswers()
  const bare = await startBenchChild(join(import.meta.dirname, 'eyes-bare.ts'))
  const eyes = startEyes({ weights, clock: realClock() })
  try {
    const took: { eyesMs: number; bare: Bare }[] = []
    for (let round = 0; round < rounds + warmUp; round++) {
      const photos = await unitPhotos(3_000 + round)
      const seen = await looked(eyes, photos)
      took.push({ eyesMs: seen, bare: (await bare.ask(photos)) as Bare })
    }
    return [...rows(took.slice(warmUp)), first]
  } finally {
    await eyes.close()
    await bare.stop()
  }
}

/** Four photographs as the lane gives them: each is measured, then all are judged. */
async function looked(eyes: Eyes, photos: readonly Uint8Array[]): Promise<number> {
  const frames = framesOf(photos)
  const from = performance.now()
  await Promise.all(frames.map((frame) => eyes.measure(frame)))
  const said = await eyes.infer(frames, longestMs)
  const ms = performance.now() - from
  if (said.status !== 'done') throw new Error(said.detail)
  return ms
}

function framesOf(photos: readonly Uint8Array[]): Frame[] {
  return roles.map((role, at) => ({
    ...{ role, bytes: photos[at]!, mediaType: 'image/jpeg', device: role, takenAt: 1 },
  }))
}

function rows(took: readonly { readonly eyesMs: number; readonly bare: Bare }[]): Measured[] {
  const middle = (values: readonly number[]) => percentile(values, 0.5)
  const own = middle(took.map((each) => each.eyesMs))
  const runs = middle(took.map(({ bare }) => bare.runMs))
  const decode = middle(took.map(({ bare }) => bare.decodeMs))
  return [
    {
      name: 'the eyes, of the bare network’s and the decoding’s time',
      ...{ value: own / (runs + decode), unit: '×', limit: 1.15, must: 'below' },
      how: `medians of ${took.length} items in turn: ${own.toFixed(0)} ms; bare ${took[0]?.bare.runs} runs ${runs.toFixed(0)} ms, four decodes ${decode.toFixed(0)} ms`,
    },
  ]
}

/** From the start of the eyes' process to the first findings, the slowest of some. */
async function firstAnswers(): Promise<Measured> {
  const frames = framesOf(await unitPhotos(2_999))
  const took: number[] = []
  for (let start = 0; start < starts; start++) {
    const from = performance.now()
    const eyes = startEyes({ weights, clock: realClock() })
    try {
      const said = await eyes.infer(frames, longestMs)
      if (said.status !== 'done') throw new Error(said.detail)
      took.push(performance.now() - from)
    } finally {
      await eyes.close()
    }
  }
  return {
    name: 'start of the eyes to the first findings',
    ...{ value: Math.max(...took), unit: 'ms', limit: 2000, must: 'below' },
    how: `slowest of ${starts} starts, four 1920×1080 JPEGs`,
  }
}
