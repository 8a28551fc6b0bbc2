import { openSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Hatch, openHatch } from '../../../../models/onnx/hatch.ts'
import { fetched, laid } from '../../../../models/telling/laid-view.ts'

const raster = { width: 4, height: 3, pixels: Uint8Array.from({ length: 36 }, (_, at) => at) }
const mask = Uint8Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 255 : 0))

it('[TP9] a view laid into the hatch is the same view where it is fetched, with its mask or without', () => {
  const hatch = openHatch()
  if (!hatch) throw new Error('this system has no hatch')
  try {
    const within = { left: 2, top: 1, width: 9, height: 8 }
    for (const view of [{ raster, mask }, { raster }, { raster, mask, within }]) {
      const sent = laid(view, hatch, 1)
      expect(sent).not.toHaveProperty('raster')
      expect(fetched(sent, hatch.fd)).toEqual(view)
    }
  } finally {
    hatch.close()
  }
})

it('[TP9] without a hatch, or without room in it, a view goes as it is, and a photograph always', () => {
  const photo = { photo: Uint8Array.of(1, 2, 3) }
  expect(laid({ raster, mask }, undefined, 1)).toEqual({ raster, mask })
  // one that cannot be written is as one that is full
  const full = new Hatch(openSync(import.meta.filename, 'r'))
  expect(laid({ raster, mask }, full, 1)).toEqual({ raster, mask })
  expect(laid(photo, full, 1)).toBe(photo)
  expect(fetched(photo, full.fd)).toBe(photo)
  full.close()
})
