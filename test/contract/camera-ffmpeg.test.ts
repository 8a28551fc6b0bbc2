import { spawn, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { rtspCamera } from '../../drivers/camera/rtsp.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openRtspRelay } from '../rigs/rtsp-relay.ts'
import { until } from '../rigs/until.ts'
import { faultOf, reaches } from './camera.ts'

const [width, height] = [320, 240]
/** Programs only: a machine without ffmpeg says so here, and the rest of the suite runs on a program in its place. */
const there = spawnSync('ffmpeg', ['-version']).status === 0

/** Publishes a picture of one grey to a relay, ten times a second, until the test is over. */
function publish(url: string) {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${width}x${height}`, '-r', '10', '-i', 'pipe:0']
  const code = ['-c:v', 'mpeg4', '-q:v', '2', '-g', '5', '-f', 'rtsp', '-rtsp_transport', 'tcp', url]
  const ffmpeg = spawn('ffmpeg', ['-loglevel', 'error', ...input, ...code], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  ffmpeg.stdin.on('error', () => {})
  const scene = { level: 60 }
  let noise = 0
  const writing = setInterval(() => {
    noise = (noise + 1) % 7
    const picture = Buffer.alloc(width * height, scene.level)
    // something always moves, as a sensor's noise does
    picture.fill(noise * 30, 0, width * 8)
    ffmpeg.stdin.write(picture)
  }, 100)
  onTestFinished(() => {
    clearInterval(writing)
    ffmpeg.kill('SIGKILL')
  })
  return scene
}

async function levelOf(bytes: Uint8Array): Promise<number> {
  const { channels } = await sharp(bytes)
    .extract({ left: 0, top: 60, width, height: 120 })
    .greyscale()
    .stats()
  return channels[0]?.mean ?? 0
}

/** The arguments of every program that runs here, as whoever may log in can list them; Linux only. */
function argumentsOfAll(): readonly string[] {
  if (process.platform !== 'linux') return []
  return globSync('/proc/[0-9]*/cmdline').map((file) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  })
}

describe.runIf(there)('real ffmpeg on a network stream', () => {
  it('[FF7] [FF8] a shot shows what was there when it was asked for, and a cut stream comes back', async () => {
    const relay = await openRtspRelay("dock:s'@fe")
    onTestFinished(() => relay.close())
    const scene = publish(relay.url)
    await until(relay.live, (live) => live, 'the stream')
    const url = relay.url.replace('//', "//dock:s'%40fe@")
    const options = { name: 'Arm', role: 'left', transport: 'tcp', fps: 10, ffmpeg: 'ffmpeg' } as const
    const camera = rtspCamera({ ...options, url }, realClock())
    onTestFinished(() => camera.close())
    const shoot = () => camera.shoot(AbortSignal.timeout(40_000))
    for (const level of [60, 190, 110]) {
      scene.level = level
      const { bytes } = await shoot()
      expect(await levelOf(bytes)).toBeGreaterThan(level - 12)
      expect(await levelOf(bytes)).toBeLessThan(level + 12)
    }
    expect(camera.state()).toEqual({ kind: 'ready' })
    expect(argumentsOfAll().filter((each) => each.includes("s'%40fe"))).toEqual([])
    relay.hangUp()
    await reaches(camera, 'lost')
    expect((await shoot()).mediaType).toBe('image/jpeg')
  })

  it('[FF6] a wrong password and a wrong host are told as that', async () => {
    const relay = await openRtspRelay('dock:right')
    onTestFinished(() => relay.close())
    publish(relay.url.replace('//', '//dock:right@'))
    await until(relay.live, (live) => live, 'the stream')
    const options = { name: 'Arm', role: 'left', transport: 'tcp', fps: 10, ffmpeg: 'ffmpeg' } as const
    const camera = rtspCamera({ ...options, url: relay.url.replace('//', '//dock:secretword@') }, realClock())
    onTestFinished(() => camera.close())
    const state = JSON.stringify(await reaches(camera, 'lost'))
    expect(state).toContain('refuses its user name or password')
    expect(state).not.toContain('secretword')
    expect(await faultOf(camera.shoot(AbortSignal.timeout(20_000)))).toBe('CAMERA_LOST')
  })
})

if (!there) it.todo('[FF7] real ffmpeg on a network stream (needs ffmpeg on the path: apt install ffmpeg)')
