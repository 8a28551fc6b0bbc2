import { expect, it } from 'vitest'
import { httpCamera } from '../../drivers/camera/http-snapshot.ts'
import { watched } from '../../drivers/camera/watched.ts'
import { cameraScanner } from '../../drivers/scanner/camera.ts'
import { threadedReader } from '../../drivers/scanner/picture/threaded-reader.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { photoOfCodes } from '../rigs/drawn-codes.ts'
import { openHttpCamera } from '../rigs/http-camera.ts'
import { realClock } from '../rigs/real-clock.ts'

const clock = realClock(5)
const labelled = (text: string) =>
  photoOfCodes({ codes: [{ text, format: 'Code128', width: 520, turned: 12 }] })

async function bench() {
  const rig = await openHttpCamera({ does: 'send', bytes: await photoOfCodes({ codes: [] }) })
  const camera = watched(httpCamera({ name: 'wall', role: 'label', url: rig.url }, clock))
  const scanner = cameraScanner(
    { name: 'label reader', watch: true },
    { camera, reader: threadedReader() },
    clock,
  )
  await reaches(scanner, 'ready')
  const close = async () => {
    await scanner.close()
    await camera.close()
    await rig.close()
  }
  return { rig, camera, scanner, close }
}

it('[SC12] the camera does not answer: the scanner says that it is blind, and reads again when the camera is back', async () => {
  const { rig, scanner, close } = await bench()
  const before = takeScans(scanner, 1)
  rig.mood = { does: 'send', bytes: await labelled('PARCEL-1') }
  expect(await before).toEqual([']C0PARCEL-1'])
  rig.mood = { does: 'hang-up' }
  expect(await reaches(scanner, 'lost')).toMatchObject({
    fault: 'SCANNER_BLIND',
    detail: expect.stringContaining('label camera wall'),
  })
  const after = takeScans(scanner, 1)
  rig.mood = { does: 'send', bytes: await labelled('PARCEL-2') }
  expect(await after).toEqual([']C0PARCEL-2'])
  expect(scanner.state()).toEqual({ kind: 'ready' })
  await close()
})

it('[SC12] half a photograph holds no code, and the next whole one does', async () => {
  const { rig, scanner, close } = await bench()
  const taken = takeScans(scanner, 1)
  const bytes = await labelled('PARCEL-1')
  rig.mood = { does: 'break-off', bytes }
  await reaches(scanner, 'lost')
  rig.mood = { does: 'send', bytes: await labelled('PARCEL-2') }
  expect(await taken).toEqual([']C0PARCEL-2'])
  await close()
})

it('[SC15] the lane photographs while the camera hangs in a look: it is served by the next picture', async () => {
  const { rig, camera, scanner, close } = await bench()
  rig.mood = { does: 'hang' }
  const asked = rig.requests.length
  while (rig.requests.length === asked) await clock.sleep(50)
  const shot = camera.shoot(AbortSignal.timeout(60_000))
  rig.mood = { does: 'send', bytes: await labelled('PARCEL-1') }
  const taken = takeScans(scanner, 1)
  // The shot asks again where its own request met the hanging camera too.
  const { role } = await shot.catch(() => camera.shoot(AbortSignal.timeout(60_000)))
  expect(role).toBe('label')
  expect(await taken).toEqual([']C0PARCEL-1'])
  await close()
})
