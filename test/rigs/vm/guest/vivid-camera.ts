import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { until } from '../../until.ts'

/** A V4L2 camera made by the kernel's own vivid driver, plugged in, in the hands of a test. */
export interface VividCamera {
  /** The link udev has made for it. */
  readonly device: string
  /** Sets one of its controls, as v4l2-ctl names them. */
  set(control: string, value: number): void
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

/** Width and height of a PAL picture, in which vivid shows what it is fed. */
export const palSize = { width: 720, height: 576 } as const

const device = '/dev/v4l/by-path/platform-vivid.0-video-index0'
const driver = '/sys/bus/platform/drivers/vivid'

/** A webcam that shows vivid's own test pattern, with a clock in it. */
export async function openWebcam(): Promise<VividCamera> {
  return plugged(['n_devs=1', 'node_types=0x1', 'num_inputs=1', 'input_types=0x0'])
}

/**
 * So many webcams, pulled out and closed together. The driver gives them one bus path and no serial numbers, so udev is told to
 * link each by its name, as it does USB cameras by their serial numbers.
 */
export async function openWebcams(serialNumbers: readonly string[]): Promise<readonly VividCamera[]> {
  const links = serialNumbers.map((serialNumber) => `v4l/by-id/usb-Bench_Camera_${serialNumber}-video-index0`)
  const rules = links.map(
    (link, index) => `SUBSYSTEM=="video4linux", ATTR{name}=="vivid-00${index}-vid-cap", SYMLINK+="${link}"\n`,
  )
  writeFileSync('/etc/udev/rules.d/90-webcams.rules', rules.join(''))
  execFileSync('udevadm', ['control', '--reload'])
  const each = (value: string) => links.map(() => value).join()
  const kinds = [`node_types=${each('0x1')}`, `num_inputs=${each('1')}`, `input_types=${each('0x0')}`]
  const webcam = await plugged([`n_devs=${links.length}`, ...kinds])
  const webcams = links.map((link) => ({ ...webcam, ...controlled(`/dev/${link}`) }))
  for (const { device } of webcams) await is(device, true)
  return webcams
}

/**
 * A camera that looks at this picture (I420, PAL size), with a clock in its corner: no two pictures of it are alike. It gives
 * about five of PAL's 25 pictures a second, which is what ffmpeg has time for here.
 */
export async function openPictureCamera(picture: Uint8Array): Promise<VividCamera> {
  const wires = ['num_inputs=1', 'input_types=0x2', 'num_outputs=1', 'output_types=0x0']
  // It cannot scale: asked for another size it gives its own, as a webcam does.
  const camera = await plugged(['n_devs=1', 'node_types=0x101', 'ccs_cap_mode=0', ...wires])
  writeFileSync('/tmp/picture', picture)
  let player: ChildProcess | undefined
  const play = async () => {
    camera.set('loop_video', 1)
    camera.set('osd_text_mode', 1)
    const size = `width=${palSize.width},height=${palSize.height},pixelformat=YU12,field=interlaced`
    execFileSync('v4l2-ctl', ['-d', '/dev/video1', `--set-fmt-video-out=${size}`])
    const feed = ['--stream-out-mmap', '--stream-from=/tmp/picture', '--stream-loop']
    player = spawn('v4l2-ctl', ['-d', '/dev/video1', ...feed], { stdio: ['ignore', 'ignore', 'pipe'] })
    camera.set('percentage_of_dropped_buffers', 80)
    await playing(player)
    // The driver goes on showing the last picture it was given.
    player.kill('SIGSTOP')
  }
  const stop = () => void player?.kill('SIGKILL')
  await play()
  return {
    ...camera,
    async unplug() {
      stop()
      await camera.unplug()
    },
    async plug() {
      await camera.plug()
      await play()
    },
    async close() {
      stop()
      await camera.close()
    },
  }
}

/** Waits until v4l2-ctl has told of a few pictures, a `>` each. */
async function playing(player: ChildProcess): Promise<void> {
  let told = ''
  player.stderr?.on('data', (chunk) => {
    told += chunk
  })
  await until(
    () => told,
    (marks) => marks.split('>').length > 3,
    'v4l2-ctl to play the picture',
  )
}

async function plugged(options: readonly string[]): Promise<VividCamera> {
  // Its first start reads two hundred libraries from the host, for longer than the driver waits for a camera.
  execFileSync('ffmpeg', ['-version'])
  execFileSync('modprobe', ['vivid', ...options])
  await is(device, true)
  const unplug = async () => {
    if (existsSync(device)) writeFileSync(`${driver}/unbind`, 'vivid.0')
    await is(device, false)
  }
  return {
    ...controlled(device),
    unplug,
    async plug() {
      writeFileSync(`${driver}/bind`, 'vivid.0')
      await is(device, true)
    },
    async close() {
      await unplug()
      if (existsSync('/sys/module/vivid')) execFileSync('modprobe', ['-r', 'vivid'])
    },
  }
}

function controlled(link: string): Pick<VividCamera, 'device' | 'set'> {
  return {
    device: link,
    set: (control, value) => void execFileSync('v4l2-ctl', ['-d', link, '-c', `${control}=${value}`]),
  }
}

function is(link: string, there: boolean): Promise<boolean> {
  return until(
    () => existsSync(link),
    (found) => found === there,
    `${link} to be ${there ? 'there' : 'gone'}`,
  )
}
