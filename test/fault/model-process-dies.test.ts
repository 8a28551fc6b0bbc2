import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startEyes } from '../../models/onnx/eyes.ts'
import { alive } from '../rigs/eyes/alive.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { type EyesInFolder, started, startedEyes } from '../rigs/eyes/started-eyes.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

const rig = (name: string) => join(import.meta.dirname, `../rigs/eyes/${name}.ts`)

/** A clock that hurries and notes every sleep; a beat's 1,000 ms are left out. */
function noting(hurry: number) {
  const hasty = realClock(hurry)
  const slept: number[] = []
  const sleep = (ms: number, signal?: AbortSignal) => {
    slept.push(ms)
    return hasty.sleep(ms, signal)
  }
  return { clock: { ...hasty, sleep }, waits: () => slept.filter((ms) => ms !== 1_000) }
}

let at: EyesInFolder | undefined
afterEach(() => at?.close())

it('[EY1] an item under way when the process dies is unsure, the ones waiting and the next are judged', async () => {
  at = await startedEyes(undefined, { ownerFile: rig('owner-dies-once') })
  const frame = await drawnFrame()
  const answers = await Promise.all([at.eyes.infer([frame], 60_000), at.eyes.infer([frame], 60_000)])
  expect(answers).toMatchObject([
    { status: 'unsure', why: 'crashed', detail: "The model's process ended with SIGKILL." },
    { status: 'done' },
  ])
})

it('[EY5] a frame being measured when the process dies is unreadable, the next is measured', async () => {
  at = await startedEyes(undefined, { ownerFile: rig('owner-dies-once') })
  const frame = await drawnFrame()
  expect(await at.eyes.measure(frame)).toMatchObject({ verdict: 'unreadable' })
  expect(await at.eyes.measure(frame)).toMatchObject({ verdict: 'good' })
})

it('[OW4] a process killed from outside is started again by itself', async () => {
  at = await startedEyes()
  const { eyes } = at
  const first = eyes.pid()!
  process.kill(first, 'SIGKILL')
  await until(
    () => eyes.pid(),
    (pid) => pid !== undefined && pid !== first,
    'another process',
  )
  await started(eyes)
  expect(await eyes.infer([await drawnFrame()], 60_000)).toMatchObject({ status: 'done' })
})

it('[OW4] a process that dies every time is started again later and later, at most 30 seconds apart', async () => {
  const { clock, waits } = noting(1_000)
  const eyes = startEyes({ weights: '.', clock, ownerFile: rig('no-such-owner') })
  await until(waits, (all) => all.length >= 8, 'eight starts')
  await eyes.close()
  expect(waits().slice(0, 8)).toEqual([250, 500, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

it('[OW4] after an answer the waits begin anew', async () => {
  const { clock, waits } = noting(1)
  at = await startedEyes(undefined, { clock })
  const { eyes } = at
  for (let death = 1; death <= 2; death++) {
    expect(await eyes.measure(await drawnFrame())).toMatchObject({ verdict: 'good' })
    process.kill(eyes.pid()!, 'SIGKILL')
    await until(
      () => waits().filter((ms) => ms < 1_000).length,
      (count) => count === death,
      'the wait before a start',
    )
  }
  expect(waits().filter((ms) => ms < 1_000)).toEqual([250, 250])
})

it('[OW5] a model that ends its process each time it is loaded is refused, and frames are still measured', async () => {
  at = await startedEyes(undefined, { ownerFile: rig('owner-dies-loading') })
  const frame = await drawnFrame()
  expect(at.eyes.state()).toMatchObject({
    kind: 'refused',
    model: 'tiny',
    detail: expect.stringContaining('each time'),
  })
  expect(await at.eyes.infer([frame], 60_000)).toMatchObject({ status: 'unsure', why: 'model_refused' })
  expect(await at.eyes.measure(frame)).toMatchObject({ verdict: 'good' })
})

it('[OW5] a model that loaded in between is not refused for ends of long ago', async () => {
  at = await startedEyes(undefined, {
    ownerFile: rig('owner-dies-by-turns'),
  })
  const { eyes } = at
  const first = eyes.pid()!
  expect(eyes.state()).toMatchObject({ kind: 'ready' })
  process.kill(first, 'SIGKILL')
  await until(
    () => (eyes.pid() === first ? 'starting' : eyes.state().kind),
    (kind) => kind !== 'starting',
    'eyes that have started again',
  )
  expect(eyes.state()).toMatchObject({ kind: 'ready' })
})

it('[OW6] the process ends with the station, however the station ends', async () => {
  const folder = modelFolder()
  writeTinyPack(folder.path)
  const station = spawn(process.execPath, [rig('keeps-eyes'), folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = Number(String(await new Promise((said) => station.stdout.once('data', said))))
  expect(alive(pid)).toBe(true)
  station.kill('SIGKILL')
  await until(
    () => alive(pid),
    (lives) => !lives,
    'the end of the process',
  )
  folder.remove()
})
