import { openSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { FrameQuality } from '../../../main/kernel/frame.ts'
import { Hatch, openHatch } from '../../../models/onnx/hatch.ts'
import { laidDecoded, wholeAnswer } from '../../../models/onnx/laid-decoded.ts'

const pixels = Uint8Array.from({ length: 36 }, (_, at) => at)
const decoded = { raster: { width: 4, height: 3, pixels }, scale: 2 }
const quality: FrameQuality = { verdict: 'good', width: 8, height: 6, sharpness: 100, exposure: 120 }
const unnamed = process.platform === 'win32' ? it.todo : it

unnamed('[OW8] a decoded photograph laid into its room is the same one where it is fetched', () => {
  const hatch = openHatch()!
  hatch.put(1, Uint8Array.of(7))
  const laid = laidDecoded(decoded, hatch.room(1, 100), hatch.fd)
  expect(laid).toEqual({ size: { width: 4, height: 3 }, spot: { at: 1, length: 36 }, scale: 2 })
  const answer = { told: 'measured', quality, decoded: laid } as const
  expect(wholeAnswer(answer, hatch.fd)).toEqual({ told: 'measured', quality, decoded })
  hatch.close()
})

unnamed(
  '[OW8] one without room goes as it is; one that cannot be fetched is left out, and its quality stays',
  () => {
    const hatch = openHatch()!
    expect(laidDecoded(decoded, undefined, hatch.fd)).toBe(decoded)
    expect(laidDecoded(decoded, hatch.room(1, 35), hatch.fd)).toBe(decoded)
    // one that cannot be written is as one whose disk is full
    const full = new Hatch(openSync(import.meta.filename, 'r'))
    expect(laidDecoded(decoded, full.room(1, 36), full.fd)).toBe(decoded)
    full.close()
    expect(wholeAnswer({ told: 'measured', quality, decoded }, undefined)).toMatchObject({ decoded })
    const far = { size: { width: 4, height: 3 }, spot: { at: 1_000, length: 36 }, scale: 2 }
    for (const fd of [hatch.fd, undefined])
      expect(wholeAnswer({ told: 'measured', quality, decoded: far }, fd)).toEqual({
        told: 'measured',
        quality,
      })
    hatch.close()
  },
)
