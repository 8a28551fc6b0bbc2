import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderCamera, folderWaits } from '../../drivers/camera/hot-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { cameraContract, faultOf, photo, reaches } from './camera.ts'

const clock = realClock(5)
const never = new AbortController().signal

cameraContract('the hot folder driver', async () => {
  const home = mkdtempSync(join(tmpdir(), 'regrade-folder-'))
  const folder = join(home, 'hot')
  mkdirSync(folder)
  const camera = folderCamera({ name: 'Tethered', role: 'left', folder }, clock)
  let [scene, pressed, how] = [0, 0, 'well']
  return {
    camera,
    show(next) {
      scene = next
    },
    pictureOf: photo,
    async press() {
      const bytes = await photo(scene)
      // The camera's own program writes when the driver has looked at what was there before.
      await new Promise((resolve) => setTimeout(resolve, 60))
      pressed += 1
      const file = join(folder, `IMG_${pressed}.JPG`)
      if (how === 'well') writeFileSync(file, bytes)
      if (how === 'half') writeFileSync(file, bytes.subarray(0, bytes.length >> 1))
    },
    behave(next) {
      how = next
      if (how === 'gone') rmSync(folder, { recursive: true })
      else mkdirSync(folder, { recursive: true })
    },
    async close() {
      await camera.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
})

describe('a folder that a camera writes into', () => {
  async function withFolder(
    after: 'stay' | 'move',
    run: (folder: string, camera: ReturnType<typeof folderCamera>) => Promise<void>,
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'regrade-folder-'))
    const camera = folderCamera({ name: 'Tethered', role: 'left', folder, after }, clock)
    await reaches(camera, 'ready')
    await run(folder, camera)
    await camera.close()
    rmSync(folder, { recursive: true })
  }
  const moment = () => new Promise((resolve) => setTimeout(resolve, 120))

  it('[CA1] waits for a file that is still being written', async () => {
    const bytes = await photo(7)
    await withFolder('stay', async (folder, camera) => {
      const shot = camera.shoot(never)
      await moment()
      for (let written = 0; written < bytes.length; written += 200) {
        writeFileSync(join(folder, 'slow.jpg'), bytes.subarray(0, written + 200))
        await moment()
      }
      expect(Buffer.compare((await shot).bytes, bytes)).toBe(0)
      expect(readdirSync(folder)).toEqual(['slow.jpg'])
    })
  })

  it('[CA1] waits for a file that grows although it is whole already, as with a second picture behind the first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regrade-folder-'))
    const hand = handClock()
    let sleeps = 0
    const counted = {
      ...hand,
      sleep(ms: number, signal?: AbortSignal) {
        sleeps += 1
        return hand.sleep(ms, signal)
      },
    }
    const camera = folderCamera({ name: 'Tethered', role: 'left', folder }, counted)
    await until(
      () => sleeps,
      (count) => count === 1,
      'the look at the folder',
    )
    const shot = camera.shoot(never)
    const file = join(folder, 'two.jpg')
    await until(
      () => sleeps,
      (count) => count === 2,
      'the first look for a picture',
    )
    for (let size = 0; size < 6; size += 1) {
      writeFileSync(file, Buffer.concat([await photo(1), Buffer.alloc(size)]))
      const before = sleeps
      hand.pass(folderWaits.look)
      await until(
        () => sleeps,
        (count) => count > before,
        'the next look',
      )
    }
    const ticking = setInterval(() => hand.pass(folderWaits.look), 5)
    expect((await shot).bytes).toHaveLength((await photo(1)).length + 5)
    clearInterval(ticking)
    await camera.close()
    rmSync(folder, { recursive: true })
  })

  it('[CA1] takes a file that is written anew under its old name', async () => {
    await withFolder('stay', async (folder, camera) => {
      writeFileSync(join(folder, 'capture.jpg'), await photo(1))
      const shot = camera.shoot(never)
      await moment()
      writeFileSync(join(folder, 'capture.jpg'), await photo(2))
      expect(Buffer.compare((await shot).bytes, await photo(2))).toBe(0)
    })
  })

  it('[CA1] moves what it has read to taken, when told to', async () => {
    await withFolder('move', async (folder, camera) => {
      for (const name of ['IMG_0001.jpg', 'IMG_0001.jpg']) {
        const shot = camera.shoot(never)
        await moment()
        writeFileSync(join(folder, name), await photo(1))
        await shot
      }
      expect(readdirSync(folder)).toEqual(['taken'])
      expect(readdirSync(join(folder, 'taken'))).toHaveLength(2)
    })
  })

  it('[CA1] passes over hidden files and other types', async () => {
    await withFolder('stay', async (folder, camera) => {
      const stop = new AbortController()
      const shot = faultOf(camera.shoot(stop.signal))
      await moment()
      for (const name of ['.hidden.jpg', 'photo.jpg.part', 'notes.txt'])
        writeFileSync(join(folder, name), await photo(1))
      await new Promise((resolve) => setTimeout(resolve, 600))
      stop.abort()
      expect(await shot).toBe('CAMERA_TIMEOUT')
    })
  })
})
