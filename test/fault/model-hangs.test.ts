import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { alive } from '../rigs/eyes/alive.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { type EyesInFolder, started, startedEyes, startingEyes } from '../rigs/eyes/started-eyes.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

const rig = (name: string) => join(import.meta.dirname, `../rigs/eyes/${name}.ts`)

let at: EyesInFolder | undefined
afterEach(() => at?.close())

it('[OW2] a model that hangs is timed out, killed after its grace, and the next item is judged', async () => {
  at = await startedEyes(undefined, { ownerFile: rig('owner-hangs-once') })
  const frame = await drawnFrame()
  const hung = at.eyes.pid()
  expect(await at.eyes.infer([frame], 200)).toMatchObject({
    status: 'unsure',
    why: 'timed_out',
    detail: 'The model gave no answer within 200 ms.',
  })
  expect(await at.eyes.infer([frame], 60_000)).toMatchObject({ status: 'done' })
  expect(at.eyes.pid()).not.toBe(hung)
  expect(alive(hung)).toBe(false)
})

it('[OW2] what waits behind a hanging item is timed out by its own deadline, or judged', async () => {
  at = await startedEyes(undefined, { ownerFile: rig('owner-hangs-once') })
  const frame = await drawnFrame()
  const answers = await Promise.all([
    at.eyes.infer([frame], 300),
    at.eyes.infer([frame], 100),
    at.eyes.infer([frame], 60_000),
  ])
  expect(answers).toMatchObject([{ why: 'timed_out' }, { why: 'timed_out' }, { status: 'done' }])
})

it('[OW3] a process that gives no sign of life for ten rounds is killed and started again, though nobody asks', async () => {
  at = await startedEyes(undefined, { ownerFile: rig('owner-silent-once'), clock: realClock(4) })
  const { eyes } = at
  const silent = eyes.pid()
  await until(
    () => eyes.pid(),
    (pid) => pid !== undefined && pid !== silent,
    'another process',
  )
  expect(alive(silent)).toBe(false)
  await started(eyes)
  expect(eyes.state()).toMatchObject({ kind: 'ready', model: 'tiny@1.2.3' })
})

/** Eyes whose process is silent while it loads; nothing passes but the rounds that the test lets pass. */
async function loadingSlowly() {
  const clock = handClock()
  const slow = startingEyes(undefined, { ownerFile: rig('owner-slow-to-load'), clock })
  at = slow
  const lives = () => readFileSync(join(slow.folder, 'lives'), { encoding: 'utf8', flag: 'a+' })
  await until(lives, (seen) => seen === '.', 'a process that loads')
  const passRounds = async (count: number) => {
    for (let round = 0; round < count; round++) {
      clock.pass(1000)
      await nextTurn()
    }
  }
  return { ...slow, lives, passRounds, go: () => writeFileSync(join(slow.folder, 'go'), '') }
}

it('[OW3] a process that is silent for sixty rounds while it loads is given its time', async () => {
  const { eyes, lives, passRounds, go } = await loadingSlowly()
  await passRounds(60)
  go()
  await started(eyes)
  expect(eyes.state()).toMatchObject({ kind: 'ready', model: 'tiny@1.2.3' })
  expect(lives()).toBe('.')
})

it('[OW3] a process that is silent for longer while it loads is killed and started again', async () => {
  const { eyes, lives, passRounds, go } = await loadingSlowly()
  const silent = eyes.pid()
  await passRounds(61)
  await until(
    () => eyes.pid(),
    (pid) => pid !== silent,
    'the end of the silent process',
  )
  expect(alive(silent)).toBe(false)
  await passRounds(1)
  go()
  await started(eyes)
  expect(lives()).toBe('..')
})
