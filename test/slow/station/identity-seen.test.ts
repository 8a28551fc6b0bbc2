import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Clock } from '../../../main/kernel/clock.ts'
import type { Frame, Stage } from '../../../main/kernel/frame.ts'
import { type Examiner, examinerOf } from '../../../main/station/examine.ts'
import { KnownSignatures } from '../../../main/station/identity-known.ts'
import { signOne } from '../../../main/station/identity-renew.ts'
import { withLikeness } from '../../../main/station/identity-voice.ts'
import { systemClock as clock } from '../../../main/station/system.ts'
import { keepUnit } from '../../../main/station/teach.ts'
import { type Photographed, type PhotoView, viewOf } from '../../../models/memory/photograph.ts'
import type { UnitStore } from '../../../models/memory/port.ts'
import type { ItemView } from '../../../models/memory/raster.ts'
import { type Remembering, startRemembering } from '../../../models/memory/remembering.ts'
import { decodedFrom } from '../../../models/picture/decoded.ts'
import type { Signer } from '../../../models/telling/port.ts'
import { startSigner } from '../../../models/telling/signer.ts'
import { openSignatures } from '../../../sync/memory/signatures.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { withPlaces, writeIdentity } from '../../rigs/eyes/tiny-identity.ts'
import { modelFolder, writeTinyPack } from '../../rigs/eyes/tiny-pack.ts'
import { taken } from '../../rigs/taken.ts'
import { comparingEyes, frameOf, knownOf, teachThings } from '../../rigs/units-rig.ts'
import { until } from '../../rigs/until.ts'

const log = pino({ enabled: false })
const folder = modelFolder()
const file = join(folder.path, 'memory.db')
const stage: Stage = { width: 160, height: 133, pixels: new Uint8Array(160 * 133 * 3).fill(235) }
const remembering = startRemembering()
let units: UnitStore
let signer: Signer
let known: KnownSignatures
let signatures: ReturnType<typeof openSignatures>

/** An item's photograph as a camera gives it. */
async function item(seed: number): Promise<Frame> {
  const frame = await frameOf({ seed, armless: true })
  return { ...frame, bytes: await sharp(frame.bytes).jpeg().toBuffer(), mediaType: 'image/jpeg' }
}

async function cutOf(photo: Photographed): Promise<PhotoView> {
  const view = await viewOf(photo)
  if (typeof view === 'string') throw new Error(view)
  return view
}

/** What of a view is told. */
function shown({ raster, mask }: ItemView) {
  const { width, height, pixels } = raster
  return { width, height, pixels: Buffer.from(pixels), mask: mask && Buffer.from(mask) }
}

function examinerWith(change: Partial<Remembering> = {}): Examiner {
  const eyes = comparingEyes()
  const asked = { ...remembering, ...change }
  return examinerOf({ eyes, clock, log, memory: { known: knownOf(units, asked, eyes), remembering: asked } })
}

beforeAll(async () => {
  writeTinyPack(folder.path)
  writeIdentity(folder.path, 'names', withPlaces)
  writeFileSync(join(folder.path, 'active.json'), '{"active":"tiny","identity":"names"}')
  units = openUnits(file)
  await teachThings(units, remembering, { sku: 'A', count: 5 })
  await teachThings(units, remembering, { sku: 'B', count: 5, from: 20 })
  const frames = [{ ...(await frameOf({ seed: 40 })), stage }]
  const ports = { units, remembering, clock, ledger: { audit: () => {} } }
  await keepUnit(ports, { sku: 'STAGED', by: 'ada', id: 'STAGED 0', frames })
  signatures = openSignatures(file)
  signer = startSigner({ place: folder.path, clock })
  const state = await until(
    () => signer.state(),
    ({ kind }) => kind === 'ready',
    'a signer',
  )
  while (await signOne({ store: signatures, signer }));
  known = new KnownSignatures(signatures, signer)
  await known.refresh(state.kind === 'ready' ? state.made : '')
})
afterAll(async () => {
  await remembering.close()
  await signer.close()
  signatures.close()
  units.close()
  folder.remove()
})

describe('[RM17] the view of a photograph that is laid over units', () => {
  it('is the memory’s own, cut out as the first unit was: by colour, or by the stage', async () => {
    const frame = { ...(await item(70)), stage }
    const { bytes: photo } = frame
    const byColour = await examinerWith().seen(frame, 'A')
    expect(shown(byColour!)).toEqual(shown(await cutOf({ photo })))
    const byStage = await examinerWith().seen(frame, 'STAGED')
    expect(shown(byStage!)).toEqual(shown(await cutOf({ photo, stage })))
    expect(shown(byStage!).mask).not.toEqual(shown(byColour!).mask)
  })

  it('is cut out of the photograph as it was decoded, where it was', async () => {
    const frame = await item(70)
    const { width = 0, height = 0 } = await sharp(frame.bytes).metadata()
    const decoded = await decodedFrom(frame.bytes, Math.max(width, height))
    const examiner = examinerWith()
    examiner.warm('A', { ...taken(frame), decoded: Promise.resolve(decoded) })
    const view = await examiner.seen(frame, 'A')
    expect(view?.raster).toBe(decoded.raster)
    expect(shown(view!)).toEqual(shown(await cutOf({ photo: frame.bytes })))
  })

  it('is told before the photograph is laid, and the thread still has its own', async () => {
    const told: string[] = []
    const look: Remembering['look'] = async (at, seen) => {
      const looked = await remembering.look(at, (view) => {
        told.push('seen')
        // a hearer does with it what it likes
        view.raster.pixels.fill(0)
        view.mask?.fill(0)
        seen?.(view)
      })
      told.push('looked')
      return looked
    }
    const frame = await item(70)
    const { inference } = await examinerWith({ look }).examine([frame], 'A', 8_000)
    expect(told).toEqual(['seen', 'looked'])
    expect(inference).toEqual((await examinerWith().examine([frame], 'A', 8_000)).inference)
    expect(inference).toMatchObject({ memory: [{ units: 5, different: true }] })
  })
})

describe('[EX9] an examiner', () => {
  it('gives the view of the one look that the item is examined with, before it and after it', async () => {
    const look = vi.fn(remembering.look)
    const examiner = examinerWith({ look })
    const frame = await item(71)
    examiner.warm('A', taken(frame))
    const [ahead, examined] = [examiner.seen(frame, 'A'), examiner.examine([frame], 'A', 8_000)]
    expect(await examiner.seen(frame, 'A')).toBe(await ahead)
    expect((await examined).inference).toMatchObject({ memory: [{ units: 5 }] })
    expect(await examiner.seen(frame, 'A')).toBe(await ahead)
    expect(look).toHaveBeenCalledTimes(1)
    await examiner.examine([frame], 'A', 8_000)
    expect(look).toHaveBeenCalledTimes(2)
  })

  it('gives none where nothing is known, no single item is seen, it was forgotten, or the thread ended', async () => {
    expect(await examinerWith().seen(await item(72), 'NEW')).toBeUndefined()
    expect(await examinerWith().seen({ ...(await item(72)), role: 'left' }, 'A')).toBeUndefined()
    const none = { ...(await item(72)), bytes: Uint8Array.of(1, 2, 3) }
    expect(await examinerWith().seen(none, 'A')).toBeUndefined()
    expect(await examinerWith({ look: async () => 'forgotten' }).seen(await item(72), 'A')).toBeUndefined()
    expect(await examinerOf({ eyes: comparingEyes(), clock, log }).seen(await item(72), 'A')).toBeUndefined()
    const dying = startRemembering()
    const look: Remembering['look'] = (at, seen) => {
      const looked = dying.look(at, seen)
      void dying.close()
      return looked
    }
    expect(await examinerWith({ look }).seen(await item(72), 'A')).toBeUndefined()
  })
})

describe('[IT9] what an item is told by its signature', () => {
  const titleOf = () => ''
  // no signature is late on a busy machine: what it says is asked for here
  const unhurried: Clock = {
    ...clock,
    ticks: () => clock.ticks() / 1_000,
    sleep: (ms, signal) => clock.sleep(ms * 1_000, signal),
  }
  const word = async (examiner: Examiner, frame: Frame) => {
    const sign = vi.fn(signer.sign.bind(signer))
    const telling: Pick<Signer, 'state' | 'sign'> = { state: () => signer.state(), sign }
    const heard = withLikeness(examiner, { signer: telling, known, clock: unhurried, log, titleOf })
    heard.warm('A', taken(frame))
    const { inference } = await heard.examine([frame], 'A', 20_000)
    expect(sign).toHaveBeenCalledTimes(1)
    const likeness = inference.status === 'done' ? inference.likeness : undefined
    return { likeness, by: 'photo' in sign.mock.calls[0]![0] ? 'photo' : 'view' }
  }

  it('is the same by the memory’s view, by the photograph, and by that when the memory’s thread ended', async () => {
    // what A promises is found ahead, as the station does while its lane is idle
    while (await known.renewOne());
    const frame = await item(73)
    const byView = await word(examinerWith(), frame)
    const byPhoto = await word(examinerOf({ eyes: comparingEyes(), clock, log }), { ...frame })
    const ended: Remembering['look'] = () => Promise.reject(new Error('the thread of the memory ended'))
    const byFault = await word(examinerWith({ look: ended }), { ...frame })
    expect([byView.by, byPhoto.by, byFault.by]).toEqual(['view', 'photo', 'photo'])
    expect(byView.likeness).toMatchObject({ sku: 'B', units: 5, says: 'hint' })
    expect(byPhoto.likeness).toEqual(byView.likeness)
    expect(byFault.likeness).toEqual(byView.likeness)
  })

  it('is by the same cut as that of a unit: the same photograph is like it to the last bit', async () => {
    const photo = units.photographed('STAGED 0', 'top')!
    expect(photo.cut).toBeDefined()
    const frame = { ...(await frameOf({ seed: 40 })), stage }
    const view = await examinerWith().seen(frame, 'STAGED')
    const state = signer.state()
    const made = state.kind === 'ready' ? state.made : ''
    const [unit] = signatures.ofSku('STAGED', made)
    expect((await signer.sign(view!, 20_000))!.whole).toEqual(unit!.whole)
    expect((await signer.sign({ photo: photo.photo }, 20_000))!.whole).not.toEqual(unit!.whole)
  })
})
