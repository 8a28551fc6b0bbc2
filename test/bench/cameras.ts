import { spawnSync } from 'node:child_process'
import type { Camera } from '../../drivers/camera/port.ts'
import { streamCamera } from '../../drivers/camera/stream/stream-camera.ts'
import { asParts, encoded } from '../../drivers/camera/v4l2.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { type Measured, percentile } from './measured.ts'

export interface CameraRounds {
  readonly rounds: number
  readonly fps: number
  readonly size: string
}

/** What the rounds brought, in milliseconds; `took`: how far apart in time the four pictures were taken. */
export interface Spreads {
  readonly took: readonly number[]
  /** When the first and the last picture were here, after the call. */
  readonly first: readonly number[]
  readonly last: readonly number[]
}

const clock = realClock()
const limit = {
  name: 'four cameras (drawn) shot within, p95',
  unit: 'ms',
  limit: 150,
  must: 'below',
} as const
const roles = ['top', 'left', 'right', 'front'] as const

/** A picture that ffmpeg draws in real time and stamps as it draws it, through all that a V4L2 camera's go through after the kernel. */
function drawnCamera(role: (typeof roles)[number], { size, fps }: CameraRounds): Camera {
  const picture = `testsrc2=size=${size}:rate=${fps},settb=AVTB,realtime,setpts=RTCTIME`
  const source = {
    ...{ who: `The ${role} camera`, ffmpeg: 'ffmpeg', latencyMs: 100, frozenMs: 5000 },
    args: async () => [
      ...['-nostdin', '-loglevel', 'error', '-f', 'lavfi', '-i', picture],
      ...[...encoded, ...asParts],
    ],
    faultOf: async (words: string) => new Fault('CAMERA_LOST', words),
  }
  return streamCamera({ name: role, role }, source, clock)
}

/** Shoots four cameras at once, again and again. */
export async function shootRounds(how: CameraRounds): Promise<Spreads> {
  const cameras = roles.map((role) => drawnCamera(role, how))
  const [took, first, last]: [number[], number[], number[]] = [[], [], []]
  await until(
    () => cameras.map((camera) => camera.state().kind),
    (kinds) => kinds.every((kind) => kind === 'ready'),
    'four cameras',
  )
  for (let round = 0; round < how.rounds; round += 1) {
    await clock.sleep(73)
    const asked = clock.ticks()
    const shots = await Promise.all(
      cameras.map(async (camera) => {
        // One that fails was not shot with the others.
        const shot = await camera.shoot(AbortSignal.timeout(60_000)).catch(() => undefined)
        return { takenAt: shot?.takenAt ?? Number.POSITIVE_INFINITY, came: clock.ticks() - asked }
      }),
    )
    const [times, came] = [shots.map(({ takenAt }) => takenAt), shots.map((shot) => shot.came)]
    took.push(Math.max(...times) - Math.min(...times))
    first.push(Math.min(...came))
    last.push(Math.max(...came))
  }
  await Promise.all(cameras.map((camera) => camera.close()))
  return { took, first, last }
}

/** How far apart four cameras are shot whose pictures ffmpeg draws; real nodes are timed by the device tests. */
export async function measureCameras(progress: (line: string) => void): Promise<Measured[]> {
  if (spawnSync('ffmpeg', ['-version']).status !== 0) {
    return [{ ...limit, value: Number.NaN, how: 'needs ffmpeg (on Debian: apt install ffmpeg)' }]
  }
  progress('four cameras …')
  const rounds = { rounds: 40, fps: 10, size: '1280x720' }
  const { took, last } = await shootRounds(rounds)
  const median = `${percentile(took, 0.5).toFixed(0)} ms`
  const how = `${rounds.size}, ${rounds.rounds} rounds, median ${median}; the last picture is here after ${percentile(last, 0.5).toFixed(0)} ms`
  return [{ ...limit, value: percentile(took, 0.95), how }]
}
