import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import { readPhoto } from '../../../drivers/camera/photo-format.ts'
import { believableDamage, itemKinds, type Subject, subjectOf } from '../../../drivers/camera/subject.ts'
import { type CameraRole, cameraRoles } from '../../../main/kernel/frame.ts'

/** Mean difference between two pictures, 0..255, at a size small enough that grain does not count. */
async function difference(a: Uint8Array, b: Uint8Array): Promise<number> {
  const [one, two] = await Promise.all([a, b].map((bytes) => sharp(bytes).resize(96, 54).raw().toBuffer()))
  if (!one || !two) throw new Error('nothing to compare')
  return one.reduce((sum, value, index) => sum + Math.abs(value - (two[index] ?? 0)), 0) / one.length
}

/** A quarter of the size: a sixteenth of the work. */
const draw = (subject: Subject | undefined, role: CameraRole = 'top') => drawItem(subject, role, 0.25)
const drawnOnce = new Map<string, Promise<Uint8Array>>()

/** What is only compared with is drawn once. */
function known(subject: Subject | undefined): Promise<Uint8Array> {
  const key = JSON.stringify(subject ?? null)
  const picture = drawnOnce.get(key) ?? draw(subject)
  drawnOnce.set(key, picture)
  return picture
}

describe('drawn items', () => {
  it('are whole JPEGs of 1920 by 1080', async () => {
    const bytes = await drawItem({ kind: 'bottle', seed: 4 })
    expect(readPhoto(bytes)).toEqual({ mediaType: 'image/jpeg' })
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1920, height: 1080, channels: 3 })
  })

  it.each(itemKinds)('a %s is unlike the empty bench, and unlike one of another seed', async (kind) => {
    const one = await draw({ kind, seed: 4 })
    expect(await difference(one, await known(undefined))).toBeGreaterThan(2)
    expect(await difference(one, await draw({ kind, seed: 5 }))).toBeGreaterThan(0.5)
  })

  it('the same subject gives the same picture to the byte', async () => {
    const [one, again] = [await draw({ kind: 'toy', seed: 1 }), await draw({ kind: 'toy', seed: 1 })]
    expect(Buffer.compare(one, again)).toBe(0)
  })

  it('every camera sees it differently', async () => {
    const views = await Promise.all(cameraRoles.map((role) => draw({ kind: 'box', seed: 3 }, role)))
    for (const [index, view] of views.entries())
      for (const other of views.slice(index + 1)) expect(await difference(view, other)).toBeGreaterThan(0.5)
  })

  it.each(itemKinds)('every damage a %s can have shows in the picture', async (kind) => {
    const well = await known({ kind, seed: 6 })
    for (const damage of believableDamage[kind])
      expect(await difference(well, await draw({ kind, seed: 6, damage: [damage] })), damage).toBeGreaterThan(
        0.02,
      )
  })

  it('leave out damage that a kind cannot have', async () => {
    const well = await known({ kind: 'mug', seed: 6 })
    expect(await difference(well, await draw({ kind: 'mug', seed: 6, damage: ['open_flap'] }))).toBe(0)
  })
})

describe('a code', () => {
  it('always stands for the same subject, and about a third are damaged', () => {
    expect(subjectOf('4006381333931')).toEqual(subjectOf('4006381333931'))
    expect(subjectOf('4006381333931', 'shoe').kind).toBe('shoe')
    const subjects = Array.from({ length: 600 }, (_, index) => subjectOf(`code ${index}`))
    const damaged = subjects.filter(({ damage }) => damage).length / subjects.length
    expect(damaged).toBeGreaterThan(0.25)
    expect(damaged).toBeLessThan(0.45)
  })
})
