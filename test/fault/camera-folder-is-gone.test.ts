import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderCamera } from '../../drivers/camera/hot-folder.ts'
import { faultOf, reaches } from '../contract/camera.ts'
import { realClock } from '../rigs/real-clock.ts'

it("[CA2] the camera's folder is gone: it says which, and comes back with the folder", async () => {
  const home = mkdtempSync(join(tmpdir(), 'regrade-gone-'))
  const folder = join(home, 'hot')
  const camera = folderCamera({ name: 'Tethered', role: 'left', folder }, realClock(20))
  expect(await reaches(camera, 'lost')).toMatchObject({
    fault: 'CAMERA_LOST',
    detail: `The left camera Tethered has no readable folder ${folder} (ENOENT).`,
  })
  expect(await faultOf(camera.shoot(new AbortController().signal))).toBe('CAMERA_LOST')
  mkdirSync(folder)
  await reaches(camera, 'ready')
  await camera.close()
  rmSync(home, { recursive: true })
})
