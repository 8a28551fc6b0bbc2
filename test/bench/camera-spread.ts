import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { streamCamera } from '../../drivers/camera/stream/stream-camera.ts'
import { asParts, encoded } from '../../drivers/camera/v4l2.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { realClock } from '../rigs/real-clock.ts'

/** How far apart in time the pictures of four cameras are that are shot at once: node test/bench/camera-spread.ts */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    fps: { type: 'string', default: '10' },
    size: { type: 'string', default: '1920x1080' },
  },
})
const rounds = Number(values.rounds)
const clock = realClock()
const roles = ['top', 'left', 'right', 'front'] as const

/** A test picture that ffmpeg draws in real time, through everything a V4L2 camera's pictures go through after the kernel. */
const cameras = roles.map((role) => {
  const picture = `testsrc2=size=${values.size}:rate=${values.fps}`
  const source = {
    ...{ who: `The ${role} camera`, ffmpeg: 'ffmpeg', latencyMs: 100, frozenMs: 5000 },
    args: async () => [
      ...['-nostdin', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', picture],
      ...[...encoded, ...asParts],
    ],
    faultOf: async (words: string) => new Fault('CAMERA_LOST', words),
  }
  return streamCamera({ name: role, role }, source, clock)
})

function told(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!)} ms`
  return `median ${at(0.5)}, 95 of 100 under ${at(0.95)}, worst ${at(1)}`
}

await Promise.all(cameras.map((camera) => camera.shoot(AbortSignal.timeout(60_000))))
const [first, last, apart]: [number[], number[], number[]] = [[], [], []]
for (let round = 0; round < rounds; round += 1) {
  await clock.sleep(73)
  const asked = clock.ticks()
  const came = await Promise.all(
    cameras.map(async (camera) => {
      await camera.shoot(AbortSignal.timeout(60_000))
      return clock.ticks() - asked
    }),
  )
  first.push(Math.min(...came))
  last.push(Math.max(...came))
  apart.push(Math.max(...came) - Math.min(...came))
}
console.log(
  `four cameras of ${values.size} at ${values.fps} pictures a second, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`,
)
console.log(
  `first picture after ${told(first)}\nlast picture after  ${told(last)}\napart               ${told(apart)}`,
)
await Promise.all(cameras.map((camera) => camera.close()))
