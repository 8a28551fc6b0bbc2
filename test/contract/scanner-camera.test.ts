import { describe, expect, it } from 'vitest'
import type { Camera } from '../../drivers/camera/port.ts'
import { simulatedCamera } from '../../drivers/camera/simulated.ts'
import { watched } from '../../drivers/camera/watched.ts'
import { cameraScanner } from '../../drivers/scanner/camera.ts'
import { threadedReader } from '../../drivers/scanner/picture/threaded-reader.ts'
import { createTeller } from '../../drivers/teller.ts'
import { photoOfCodes } from '../rigs/drawn-codes.ts'
import { realClock } from '../rigs/real-clock.ts'
import { textCamera } from '../rigs/text-pictures.ts'
import { reaches, scannerContract, takeScans } from './scanner.ts'

const clock = realClock(100)

scannerContract(
  'a camera that looks all the time',
  async () => {
    const sight = textCamera(clock)
    const scanner = cameraScanner({ name: 'Label camera', watch: true }, sight, clock)
    const { present, unplug, plug } = sight
    return {
      ...{ scanner, present, cable: { unplug, plug, lostAs: 'SCANNER_BLIND' } },
      close: () => scanner.close(),
    }
  },
  'reports',
)

describe('a camera as a scanner', () => {
  it('[SC12] reads the photographs of the lane, and does not look by itself, where it is told so', async () => {
    const sight = textCamera(clock)
    const looks: string[] = []
    const camera = { ...sight.camera, look: () => Promise.reject(looks.push('look')) }
    const scanner = cameraScanner({ name: 'Label camera', watch: false }, { ...sight, camera }, clock)
    const taken = takeScans(scanner, 1)
    const shown = sight.present('parcel 1')
    await clock.sleep(2000)
    expect(looks).toEqual([])
    await sight.camera.shoot(AbortSignal.timeout(60_000))
    expect(await taken).toEqual(['parcel 1'])
    await shown
    await scanner.close()
  })

  it('[SC12] a code on a photograph of the lane, and before the camera, is one scan', async () => {
    const sight = textCamera(clock)
    const scanner = cameraScanner({ name: 'Label camera', watch: true }, sight, clock)
    const taken = takeScans(scanner, 2)
    await sight.present('parcel 1')
    await sight.camera.shoot(AbortSignal.timeout(60_000))
    await sight.present('parcel 2')
    expect(await taken).toEqual(['parcel 1', 'parcel 2'])
    await scanner.close()
  })

  it('[SC12] waits for a camera that is lost, and never asks it meanwhile', async () => {
    const sight = textCamera(clock)
    sight.unplug()
    const looks: string[] = []
    const camera = {
      ...sight.camera,
      look: (signal: AbortSignal) => {
        looks.push('look')
        return sight.camera.look(signal)
      },
    }
    const scanner = cameraScanner({ name: 'Label camera', watch: true }, { ...sight, camera }, clock)
    expect(await reaches(scanner, 'lost')).toMatchObject({ fault: 'SCANNER_BLIND', detail: 'pulled out' })
    await clock.sleep(2000)
    expect(looks).toEqual([])
    sight.plug()
    const taken = takeScans(scanner, 1)
    await sight.present('parcel 1')
    expect(await taken).toEqual(['parcel 1'])
    await scanner.close()
  })

  it('[SC12] reads a drawn label with its GS1 separators through the real reader', async () => {
    const { camera, show } = await pictureCamera()
    const sight = { camera, reader: threadedReader() }
    const scanner = cameraScanner({ name: 'Label camera', watch: true }, sight, realClock(5))
    const taken = takeScans(scanner, 2)
    const gs1 = {
      text: '(01)04006381333931(10)L1(21)ABC12',
      format: 'DataMatrix',
      gs1: true,
      width: 260,
    } as const
    await show({
      codes: [
        { ...gs1, at: [0.3, 0.4], turned: 20 },
        { text: 'RMA-100234', format: 'QRCode', width: 220, at: [0.75, 0.6] },
      ],
    })
    expect((await taken).toSorted()).toEqual([']Q1RMA-100234', ']d2010400638133393110L1\x1d21ABC12'])
    await scanner.close()
    await camera.close()
  })

  it('[SC12] finds nothing on an item without codes', async () => {
    const item = simulatedCamera({ name: 'Top', role: 'top', grade: 'ideal', seed: 1 }, realClock(10))
    item.show({ kind: 'shoe', seed: 3 })
    const reader = threadedReader()
    const { bytes } = await item.shoot(AbortSignal.timeout(60_000))
    expect(await reader.read(bytes)).toEqual([])
    await reader.close()
    await item.close()
  })
})

/** A camera that shows a drawn photograph. */
async function pictureCamera() {
  const teller = createTeller({ kind: 'ready' })
  let bytes = await photoOfCodes({ codes: [] })
  const shoot = async () =>
    ({ role: 'label', bytes, mediaType: 'image/jpeg', device: 'Drawn', takenAt: 0 }) as const
  const { state, onState } = teller
  const still: Camera = { name: 'Drawn', role: 'label', state, onState, shoot, close: async () => {} }
  return {
    camera: watched(still),
    show: async (photo: Parameters<typeof photoOfCodes>[0]) => {
      bytes = await photoOfCodes(photo)
    },
  }
}
