import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Camera } from '../../../drivers/camera/port.ts'
import type { LaneState } from '../../../main/api/views.ts'
import { teachDesk } from '../../../main/station/teach-desk.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { thing } from './items.ts'

const asker = { id: 'ada', role: 'supervisor' } as const

async function desk(state: LaneState) {
  const { width, height, pixels } = thing().raster
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
  const frame = { role: 'top', bytes, mediaType: 'image/png', device: 'top', takenAt: 1 } as const
  const camera = { name: 'top', role: 'top', shoot: async () => frame } as unknown as Camera
  const file = `${freshFolder()}/memory.db`
  const sku = (code: string) => (code === 'TOY-1' ? ({ sku: code } as never) : undefined)
  return teachDesk({
    ...{ file, cameras: [camera], clock: handClock(), newId: () => 'u1' },
    lane: { core: { state } },
    catalogue: { sku },
    ledger: { audit: () => {} },
  })
}

it('[RM11] a unit is photographed while the lane is free, one at a time', async () => {
  const free = await desk('scan')
  const first = free.unit('TOY-1', asker)
  await expect(free.unit('TOY-1', asker)).rejects.toThrow('wait for it')
  expect(await first).toMatchObject({ units: 1, may: 'nothing' })
  expect(free.view('TOY-1').units).toBe(1)
  expect(free.undo('TOY-1', asker).units).toBe(0)
})

it('[RM11] not while an item is on the lane, and not for a SKU nobody knows', async () => {
  await expect((await desk('checking')).unit('TOY-1', asker)).rejects.toThrow('finish the item')
  await expect((await desk('scan')).unit('NONE', asker)).rejects.toThrow('SKU NONE is not in the catalogue')
})
