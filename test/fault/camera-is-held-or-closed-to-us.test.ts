import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { faultOf, photo, reaches } from '../contract/camera.ts'
import { cameraNodes, nodeCamera } from '../rigs/camera-nodes.ts'
import { fakeFfmpeg } from '../rigs/fake-ffmpeg.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'

const never = new AbortController().signal

it.runIf(process.platform === 'linux')(
  '[FF4] another program holds the camera: it is named, and the camera comes back when that program ends',
  async () => {
    const nodes = cameraNodes(freshFolder(), ['A1'])
    const handle = openSync(nodes.nodeOf('A1'), 'r')
    const holder = spawn('sleep', ['600'], {
      stdio: [handle, 'ignore', 'ignore'],
    })
    closeSync(handle)
    const ffmpeg = fakeFfmpeg('end\n/dev/video0: Device or resource busy', await photo(1))
    const camera = nodeCamera(ffmpeg, nodes, { serialNumber: 'A1' })
    const state = await reaches(camera, 'lost')
    expect(state).toMatchObject({ fault: 'CAMERA_BUSY' })
    expect(JSON.stringify(state)).toContain(`is in use by`)
    expect(JSON.stringify(state)).toContain(`sleep (${holder.pid})`)
    expect(await faultOf(camera.shoot(never))).toBe('CAMERA_BUSY')
    holder.kill()
    await once(holder, 'close')
    ffmpeg.mood('same')
    await reaches(camera, 'ready')
    await camera.close()
    ffmpeg.close()
  },
)

it('[FF4] a program of another account holds it: that is said', async () => {
  const nodes = cameraNodes(freshFolder(), ['A1'])
  const ffmpeg = fakeFfmpeg('end\n/dev/video0: Device or resource busy', await photo(1))
  const camera = nodeCamera(
    ffmpeg,
    { ...nodes, sources: { ...nodes.sources, holders: async () => [] } },
    { serialNumber: 'A1' },
  )
  expect(JSON.stringify(await reaches(camera, 'lost'))).toContain(
    'is in use by a program of another account.',
  )
  await camera.close()
  ffmpeg.close()
})

it.each([
  ['video', 'it is open to the group video; run sudo usermod -aG video ACCOUNT'],
  ['root', 'it is open to root alone; install drivers/udev/70-regrade.rules'],
])(
  '[FF4] the station may not open a camera of the group %s: what lets it in is said',
  async (group, said) => {
    const folder = freshFolder()
    const nodes = cameraNodes(folder, ['A1'])
    writeFileSync(join(folder, 'group'), `${group}:x:${process.getgid?.() ?? 0}:\n`)
    const ffmpeg = fakeFfmpeg('end\n/dev/video0: Permission denied', await photo(1))
    const camera = nodeCamera(ffmpeg, nodes, { serialNumber: 'A1' })
    const state = await reaches(camera, 'lost')
    expect(state).toMatchObject({ fault: 'DEVICE_DENIED', detail: expect.stringContaining(said) })
    await camera.close()
    ffmpeg.close()
  },
)

it('[FF4] ffmpeg is not installed: the state says what it would add, and it is looked for again', async () => {
  const nodes = cameraNodes(freshFolder(), ['A1'])
  const camera = nodeCamera({ program: '/nowhere/ffmpeg' }, nodes, { serialNumber: 'A1' })
  expect(await reaches(camera, 'lost')).toMatchObject({
    fault: 'CAMERA_TOOL',
    detail:
      'The top camera Ceiling needs the program ffmpeg, which is not there (/nowhere/ffmpeg); installing it adds V4L2 and RTSP cameras.',
  })
  expect(await faultOf(camera.shoot(never))).toBe('CAMERA_TOOL')
  await camera.close()
})

it('[FF5] two cameras say the same serial number: neither is guessed', async () => {
  const folder = freshFolder()
  const nodes = cameraNodes(folder, ['A1', 'X_A1'])
  const ffmpeg = fakeFfmpeg('same', await photo(1))
  const camera = nodeCamera(ffmpeg, nodes, { serialNumber: 'A1' })
  expect(JSON.stringify(await reaches(camera, 'lost'))).toContain(
    'is one of 2 with the serial number A1; name its USB port',
  )
  await camera.close()
  ffmpeg.close()
})
