import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type V4l2CameraOptions, v4l2Camera } from '../../drivers/camera/v4l2.ts'
import type { NodeSources } from '../../drivers/camera/v4l2-node.ts'
import { holdersIn } from '../../drivers/holders.ts'
import type { FakeFfmpeg } from './fake-ffmpeg.ts'
import { realClock } from './real-clock.ts'

/** Camera nodes and udev's links to them, as files in a folder: node `video0` for the first serial number, `video2` for the next. */
export interface CameraNodes {
  readonly sources: NodeSources
  nodeOf(serial: string): string
  linkOf(serial: string): string
  unplug(serial: string): void
}

/** Makes them in a folder of the test's own; who holds a node is asked of this machine's own /proc. */
export function cameraNodes(folder: string, serials: readonly string[]): CameraNodes {
  const links = join(folder, 'v4l')
  const nodeOf = (serial: string) => join(folder, `video${serials.indexOf(serial) * 2}`)
  const linkOf = (serial: string) => join(links, 'by-id', `usb-Maker_Cam_${serial}-video-index0`)
  mkdirSync(join(links, 'by-id'), { recursive: true })
  writeFileSync(join(folder, 'group'), `audio:x:99999:\nvideo:x:${process.getgid?.() ?? 0}:\n`)
  for (const serial of serials) {
    writeFileSync(nodeOf(serial), '')
    for (const index of [0, 1]) symlinkSync(nodeOf(serial), linkOf(serial).replace('index0', `index${index}`))
  }
  return {
    sources: { links, groups: join(folder, 'group'), holders: (path) => holdersIn('/proc', path) },
    ...{ nodeOf, linkOf },
    unplug(serial) {
      rmSync(nodeOf(serial))
      for (const index of [0, 1]) rmSync(linkOf(serial).replace('index0', `index${index}`))
    },
  }
}

interface NodeCameraOptions extends Partial<Pick<V4l2CameraOptions, 'frozenMs' | 'format'>> {
  readonly serialNumber: string
  readonly hurry?: number
}

/** A V4L2 camera over such nodes and a program in the place of ffmpeg, with a clock that waits ten times less unless told. */
export function nodeCamera(
  ffmpeg: Pick<FakeFfmpeg, 'program'>,
  nodes: CameraNodes,
  { serialNumber, frozenMs = 86_400_000, format = 'auto', hurry = 10 }: NodeCameraOptions,
) {
  const size = { width: 1920, height: 1080, fps: 10, format } as const
  const which = { name: 'Ceiling', role: 'top', serialNumber } as const
  const options = { ...which, ...size, ffmpeg: ffmpeg.program, latencyMs: 120, frozenMs }
  return v4l2Camera(options, realClock(hurry), nodes.sources)
}
