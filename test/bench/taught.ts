import { join } from 'node:path'
import sharp from 'sharp'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import { signOne } from '../../main/station/identity-renew.ts'
import { renewOne } from '../../main/station/renew-units.ts'
import { keepUnit } from '../../main/station/teach.ts'
import { startRemembering } from '../../models/memory/remembering.ts'
import { startEyes } from '../../models/onnx/eyes.ts'
import { startSigner } from '../../models/telling/signer.ts'
import { openSignatures } from '../../sync/memory/signatures.ts'
import { openUnits } from '../../sync/memory/units.ts'
import { realClock } from '../rigs/real-clock.ts'
import { diceOf, whole } from '../rigs/seeded.ts'
import { skuOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'
import { roles } from './bench-station.ts'

/** The packs a station uses that is told nothing else. */
export const weights = join(import.meta.dirname, '../../models/weights')
/** The SKU that whole units are kept of: no other measurement works it. */
export const taughtSeed = 400
/** Another one, of which it is told apart. */
const otherSeed = 401
/** The SKUs whose units are kept, by seed, and the toy that each of them is. */
const taught = [
  [taughtSeed, 9],
  [otherSeed, 10],
] as const
/** How many there are: an item is held against the units of each. */
export const taughtSkus = taught.length
/** Whole units of it: enough for a verdict. */
export const taughtUnits = 16

/** Every role's photograph of a drawn toy, of which units differ by where they lie and by light, by the toy's seed. */
const drawn = new Map<number, readonly Uint8Array[]>()

/**
 * Four photographs of one whole unit of a toy, 1920 × 1080, a little aside and in a little other light for every seed. One after
 * the other: pipelines side by side were seen to wait for each other for ever on a machine without a free core.
 */
export async function unitPhotos(seed: number, toy = 9): Promise<readonly Uint8Array[]> {
  sharp.concurrency(1)
  const dice = diceOf(seed)
  const photos: Uint8Array[] = []
  for (const photo of await drawnToy(toy)) {
    const part = { left: whole(dice, 0, 30), top: whole(dice, 0, 20), width: 1890, height: 1060 }
    const light = { brightness: 0.97 + dice() * 0.06 }
    const picture = sharp(photo).extract(part).resize(1920, 1080, { fit: 'fill' }).modulate(light)
    photos.push(await picture.jpeg({ quality: 90 }).toBuffer())
  }
  return photos
}

async function drawnToy(seed: number): Promise<readonly Uint8Array[]> {
  const known = drawn.get(seed)
  if (known) return known
  const found: Uint8Array[] = []
  for (const role of roles) found.push(await drawItem({ kind: 'toy', seed }, role))
  drawn.set(seed, found)
  return found
}

/** Keeps whole units of two SKUs in the file of a station that does not run, with all that its networks will say of them. */
export async function teachUnits(file: string): Promise<void> {
  const units = openUnits(file)
  const remembering = startRemembering()
  const eyes = startEyes({ weights, clock: realClock() })
  try {
    const state = await until(
      () => eyes.state(),
      ({ kind }) => kind !== 'starting',
      'eyes that have started',
    )
    if (state.kind !== 'ready') throw new Error(`no model: ${JSON.stringify(state)}`)
    const ports = { units, remembering, eyes, clock: realClock(), ledger: { audit: () => {} } }
    for (const [seed, toy] of taught)
      for (let unit = 0; unit < taughtUnits; unit++) {
        const photos = await unitPhotos(unit + 1, toy)
        const frames = roles.map((role, at) => ({ role, bytes: photos[at]! }))
        const { sku } = skuOf(seed)
        await keepUnit(ports, { sku, by: 'bench', id: `${sku} ${unit}`, frames })
      }
    while (await renewOne(ports));
  } finally {
    await eyes.close()
    await remembering.close()
    units.close()
  }
  await signUnits(file)
}

/** Signs every view, as the station does while its lane is idle. */
async function signUnits(file: string): Promise<void> {
  const store = openSignatures(file)
  const signer = startSigner({ place: weights, clock: realClock() })
  try {
    await until(
      () => signer.state(),
      ({ kind }) => kind === 'ready',
      'a signer that has started',
    )
    while (await signOne({ store, signer }));
  } finally {
    await signer.close()
    store.close()
  }
}
