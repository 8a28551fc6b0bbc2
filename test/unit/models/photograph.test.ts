import { expect, it } from 'vitest'
import { viewOf } from '../../../models/memory/photograph.ts'
import { cutOut } from '../../../models/picture/cut-out.ts'
import { decodedFrom } from '../../../models/picture/decoded.ts'
import { stageOf } from '../../../models/picture/stage.ts'
import { drawnFrame } from '../../rigs/eyes/drawn-frames.ts'

const size = { width: 960, height: 540 }

it('[EY12] an item that was told by colour is not cut out again; a stage tells it better', async () => {
  const { bytes } = await drawnFrame(size)
  const decoded = await decodedFrom(bytes, size.width)
  const cut = cutOut(decoded.raster)
  const alone = await viewOf({ decoded })
  expect(alone).toMatchObject({ mask: expect.any(Uint8Array) })
  expect(await viewOf({ decoded: { ...decoded, cut } })).toEqual(alone)
  const wrong = { ...decoded, cut: { kind: 'empty' } as const }
  expect(await viewOf({ decoded: wrong })).toBe('empty')
  const stage = (await stageOf((await drawnFrame({ ...size, item: false })).bytes))!
  expect(await viewOf({ decoded: wrong, stage })).toMatchObject({ cut: { bits: expect.any(Uint8Array) } })
})
