import { describe, expect, it } from 'vitest'
import { chooseMode, type Offer, offersIn } from '../../../drivers/camera/v4l2-modes.ts'
import { checkConfig } from '../../../main/station/config.ts'

const mark = '[video4linux2,v4l2 @ 0x55d0c0ffee00] '
const asked = { width: 1920, height: 1080 }

describe('what ffmpeg says a camera offers', () => {
  it('[FF9] is read with its formats and sizes, the line that ends it and the one that refuses are none', () => {
    const words = [
      `${mark}Compressed:       mjpeg :          Motion-JPEG : 1920x1080 1280x720 640x480`,
      `${mark}Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 320x240`,
      '/dev/video0: Immediate exit requested',
    ]
    expect(offersIn(words.join('\n'))).toEqual([
      {
        ...{ kind: 'Compressed', format: 'mjpeg' },
        sizes: [asked, { width: 1280, height: 720 }, { width: 640, height: 480 }],
      },
      {
        ...{ kind: 'Raw', format: 'yuyv422' },
        sizes: [
          { width: 640, height: 480 },
          { width: 320, height: 240 },
        ],
      },
    ])
    expect(offersIn(`${mark}Cannot open video device /dev/video0: Permission denied\n`)).toEqual([])
    expect(offersIn(`${mark}ioctl(VIDIOC_QUERYCAP): Inappropriate ioctl for device\n`)).toEqual([])
    expect(offersIn('')).toEqual([])
  })

  it.each([
    ['spaces at its end', `${mark}Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480   `],
    ['a line end of Windows', `${mark}Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480\r`],
    ['no mark before it', 'Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480'],
    [
      'colons and a size in its description',
      `${mark}Raw       : yuyv422 : YUV: 16:9 1600x900: 4:2:2 : 640x480`,
    ],
    [
      'word that it is emulated',
      `${mark}Raw       :     yuyv422 :           YUYV 4:2:2 : Emulated : 640x480`,
    ],
    ['a size that is none', `${mark}Raw       :     yuyv422 :           YUYV 4:2:2 : 0x0 640x480`],
  ])('[FF9] is read the same with %s', (_what, line) => {
    expect(offersIn(line)).toEqual([{ kind: 'Raw', format: 'yuyv422', sizes: [{ width: 640, height: 480 }] }])
  })

  it('[FF9] has any size where it names a range or nothing, and nothing that ffmpeg cannot read', () => {
    const words = [
      `${mark}Raw       :     yuyv422 :           YUYV 4:2:2 : {48-1920, 2}x{32-1080, 2}`,
      `${mark}Raw       :        nv12 :         Y/UV 4:2:0 :`,
      `${mark}Raw       : Unsupported :    YVYU 4:2:2 Planar : 1280x720`,
      `${mark}Compressed: Unsupported :          Pixart 73xx : 640x480`,
      `${mark}Compressed:        h264 :                H.264 : 1920x1080`,
    ]
    expect(offersIn(words.join('\n'))).toEqual([
      { kind: 'Raw', format: 'yuyv422', sizes: [] },
      { kind: 'Raw', format: 'nv12', sizes: [] },
      { kind: 'Compressed', format: 'h264', sizes: [asked] },
    ])
  })
})

/** `mjpeg 640x480 1280x720`, as an offer. */
function offer(text: string): Offer {
  const [format = '', ...sizes] = text.split(' ')
  const kind = ['mjpeg', 'h264'].includes(format) ? 'Compressed' : 'Raw'
  const pair = (size: string) => size.split('x').map(Number) as [number, number]
  return { kind, format, sizes: sizes.map(pair).map(([width, height]) => ({ width, height })) }
}

describe('what a camera is asked for', () => {
  it.each([
    [
      'its own JPEGs where it has the size',
      ['yuyv422 640x480', 'mjpeg 640x480 1920x1080 3840x2160'],
      'mjpeg 1920x1080',
    ],
    [
      'its own JPEGs though raw has the size too',
      ['yuyv422 1920x1080', 'mjpeg 1920x1080'],
      'mjpeg 1920x1080',
    ],
    ['the largest that fits', ['mjpeg 640x480 1600x1200 1280x960 1280x720'], 'mjpeg 1280x960'],
    ['the smallest where none fits', ['mjpeg 3840x2160 2592x1944'], 'mjpeg 2592x1944'],
    ['the size asked for of a range', ['mjpeg', 'yuyv422'], 'mjpeg 1920x1080'],
    ['raw where it has nothing else', ['yuyv422 640x480 1280x720'], 'yuyv422 1280x720'],
    ['the raw format that has the size', ['yuyv422 640x480', 'nv12 640x480 1920x1080'], 'nv12 1920x1080'],
    ['the first of two raw formats alike', ['yuyv422 1280x720', 'nv12 1280x720'], 'yuyv422 1280x720'],
    [
      'colour rather than grey',
      ['gray 1920x1080', 'bayer_grbg8 1920x1080', 'yuyv422 640x480'],
      'yuyv422 640x480',
    ],
    ['grey where it has nothing else', ['gray 1280x720'], 'gray 1280x720'],
    [
      'raw before JPEGs of less than half the pixels',
      ['mjpeg 640x480', 'yuyv422 640x480 1920x1080'],
      'yuyv422 1920x1080',
    ],
    ['JPEGs of half the pixels', ['mjpeg 1440x720', 'yuyv422 1920x1080'], 'mjpeg 1440x720'],
    ['small JPEGs where raw has no more', ['mjpeg 640x480', 'yuyv422 640x480'], 'mjpeg 640x480'],
    ['raw rather than film', ['h264 1920x1080', 'yuyv422 640x480'], 'yuyv422 640x480'],
    ['film where it has nothing else', ['h264 1920x1080 1280x720'], 'h264 1920x1080'],
  ])('[FF9] %s', (_what, offers, wanted) => {
    const mode = chooseMode(offers.map(offer), asked)
    expect(`${mode?.format} ${mode?.width}x${mode?.height}`).toBe(wanted)
  })

  it('[FF9] is nothing where nothing is offered', () => {
    expect(chooseMode([], asked)).toBeUndefined()
  })

  it('[FF9] is chosen so unless the configuration names a format', () => {
    const arm = { driver: 'v4l2', name: 'Arm', role: 'top', serialNumber: 'A1' }
    const formatOf = (change: object) => checkConfig({ cameras: [{ ...arm, ...change }] }, 'test').cameras[0]
    expect(formatOf({})).toMatchObject({ format: 'auto' })
    for (const format of ['auto', 'mjpeg', 'raw']) expect(formatOf({ format })).toMatchObject({ format })
    expect(() => formatOf({ format: 'yuyv422' })).toThrow(/format/)
  })
})
