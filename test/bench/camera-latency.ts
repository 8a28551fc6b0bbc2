import { spawn } from 'node:child_process'
import { loadavg } from 'node:os'
import sharp from 'sharp'
import { rtspCamera } from '../../drivers/camera/rtsp.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openRtspRelay } from '../rigs/rtsp-relay.ts'
import { until } from '../rigs/until.ts'

/**
 * How long before the call a picture was drawn that came after it by its own time: what `latencyMs` must allow for, here the
 * encoder of the sender and the loopback. node test/bench/camera-latency.ts
 */
const [width, height, everyMs, rounds] = [1280, 720, 100, 40]
const clock = realClock()
const relay = await openRtspRelay()
const input = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${width}x${height}`, '-r', '15', '-i', 'pipe:0']
const code = [
  '-c:v',
  'libx264',
  '-pix_fmt',
  'yuv420p',
  '-preset',
  'ultrafast',
  '-tune',
  'zerolatency',
  '-g',
  '15',
]
const output = ['-f', 'rtsp', '-rtsp_transport', 'tcp', relay.url]
const publisher = spawn(
  'ffmpeg',
  ['-loglevel', 'error', '-use_wallclock_as_timestamps', '1', ...input, ...code, ...output],
  { stdio: ['pipe', 'inherit', 'inherit'] },
)

/** A grey that climbs a step every `everyMs` tells when a picture was drawn, to that step. */
const steps: { readonly level: number; readonly at: number }[] = [{ level: 30, at: clock.ticks() }]
const timers = [
  setInterval(() => steps.push({ level: 30 + (steps.length % 50) * 4, at: clock.ticks() }), everyMs),
  setInterval(() => publisher.stdin.write(Buffer.alloc(width * height, steps.at(-1)!.level)), 66),
]
await until(relay.live, (live) => live, 'the stream')
const options = { name: 'Arm', role: 'left', url: relay.url, transport: 'tcp', fps: 10 } as const
const camera = rtspCamera({ ...options, ffmpeg: 'ffmpeg', latencyMs: 0 }, clock)
await camera.shoot(AbortSignal.timeout(60_000))

const early: number[] = []
const waits: number[] = []
for (let round = 0; round < rounds; round += 1) {
  await clock.sleep(137)
  const asked = clock.ticks()
  const { bytes } = await camera.shoot(AbortSignal.timeout(60_000))
  const came = clock.ticks()
  const { channels } = await sharp(bytes).greyscale().stats()
  const drawn = steps.findLast(
    ({ level, at }) => at < came && Math.abs(level - (channels[0]?.mean ?? 0)) < 4.5,
  )
  if (drawn) early.push(asked - drawn.at)
  waits.push(came - asked)
}
const told = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  return `median ${Math.round(sorted[sorted.length >> 1]!)} ms, worst ${Math.round(sorted.at(-1)!)} ms`
}
console.log(`${early.length} pictures, load ${loadavg()[0]?.toFixed(1)}; the shot took ${told(waits)}`)
console.log(
  `drawn before the call: ${told(early)} (each up to ${everyMs} ms less; negative is after the call)`,
)
for (const timer of timers) clearInterval(timer)
await camera.close()
publisher.kill('SIGKILL')
await relay.close()
