import { describe, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import { readPhoto } from '../../drivers/camera/photo-format.ts'
import { simulatedCamera } from '../../drivers/camera/simulated.ts'
import type { Subject } from '../../drivers/camera/subject.ts'
import { realClock } from '../rigs/real-clock.ts'
import { cameraContract, faultOf } from './camera.ts'

const clock = realClock(20)
const subjectOf = (scene: number): Subject => ({ kind: 'mug', seed: scene })

cameraContract('the simulator', async () => {
  const camera = simulatedCamera({ name: 'Simulated', role: 'front', grade: 'ideal', seed: 1 }, clock)
  return {
    camera,
    show: (scene) => camera.show(subjectOf(scene)),
    pictureOf: (scene) => drawItem(subjectOf(scene), 'front'),
    behave(how) {
      camera.plug()
      if (how === 'gone') camera.unplug()
      if (how === 'half') camera.next('half')
      if (how === 'hang') camera.next('slow')
    },
    close: () => camera.close(),
  }
})

describe('a hostile camera', () => {
  it('[CA2] gives whole photographs or a fault with a name, never anything else', async () => {
    const camera = simulatedCamera(
      { name: 'Hostile', role: 'top', grade: 'hostile', seed: 3 },
      realClock(200),
    )
    camera.show({ kind: 'bottle', seed: 1 })
    const outcomes = new Set<string>()
    for (let shot = 0; shot < 30; shot += 1) {
      const frame = camera.shoot(AbortSignal.timeout(20_000))
      outcomes.add(await faultOf(frame))
      await frame
        .then(({ bytes }) => expect(readPhoto(bytes)).toEqual({ mediaType: 'image/jpeg' }))
        .catch(() => {})
    }
    await camera.close()
    expect([...outcomes].sort()).toEqual(['CAMERA_BAD_IMAGE', 'CAMERA_LOST', 'none'])
  })
})
