import { dirname } from 'node:path'
import { identityPack } from '../registry/active-pack.ts'
import { type ColourSpace, colourSpaceIn } from './colours.ts'
import { loadPackAt, type Pack } from './load-pack.ts'
import { shapeOf } from './manifest-input.ts'
import { placesIn } from './places.ts'
import type { openSession } from './session.ts'
import type { Places } from './tasks/identity.ts'
import { outputsProblem } from './tasks/outputs-problem.ts'
import { taskOf } from './tasks/tasks.ts'
import { tensorOf } from './tensor.ts'

/** A network that tells products apart. */
export interface Identity {
  readonly kind: 'ready'
  /** `name@version`. */
  readonly model: string
  /** Hash of its weights. */
  readonly sha256: string
  /** Pixels a side of a crop. */
  readonly side: number
  /** The pack's own way with colours; absent where it brings none. */
  readonly colours?: ColourSpace
  /** How its places are described; absent where it knows no places. */
  readonly places?: Pick<Places, 'size' | 'share'>
  /** What it says of a crop, side * side * 3 bytes of sRGB. Rejects on what cannot be used. */
  embed(crop: Uint8Array): Promise<Embedded>
}

/** What the network says of a crop. */
export interface Embedded {
  /** One vector, alike for the same product. */
  readonly whole: Float32Array
  /** Rows of `placesIn` (places.ts), none where the pack knows no places. */
  readonly places: Int8Array<ArrayBuffer>
}

export type OpenedIdentity =
  | Identity
  | { readonly kind: 'none' }
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/** Opens the identity pack of a folder, in a session of its own on one thread; never rejects. `place` may name its manifest. */
export async function openIdentity(place: string, open: typeof openSession): Promise<OpenedIdentity> {
  const found = identityPack(place)
  if (found.kind !== 'found') return found
  const loaded = await loadPackAt(found, 'tell', (model) => open(model, 1))
  if (loaded.kind !== 'ready') return loaded
  const { pack } = loaded
  const declared = pack.manifest.task === 'identity' ? pack.manifest.colours : undefined
  const colours = declared && colourSpaceIn(dirname(found.manifestFile), declared)
  if (colours && 'problem' in colours) {
    const detail = `The model ${pack.model} failed the check "sha256": ${colours.problem}. Install it again, or an older one.`
    return { kind: 'refused', model: pack.model, detail }
  }
  return { ...identityOf(pack), ...(colours ? { colours } : {}) }
}

function identityOf({ manifest, session, model }: Pack): Identity {
  const { input } = manifest
  const task = taskOf(manifest)
  const side = input.width
  const places = manifest.task === 'identity' ? manifest.outputs.places : undefined
  return {
    kind: 'ready',
    ...{ model, side, sha256: manifest.sha256 },
    ...(places ? { places } : {}),
    async embed(crop) {
      if (crop.length !== side * side * 3)
        throw new RangeError(`the crop has ${crop.length} bytes; ${side} x ${side} x 3 are wanted`)
      const place = { x: 0, y: 0, width: side, height: side }
      const data = tensorOf({ width: side, height: side, place, pixels: crop }, input)
      const outputs = await session.run({ name: input.name, data, shape: shapeOf(input) })
      const said =
        outputsProblem(outputs, task.outputs) ?? task.see(outputs, { role: 'top', place, box: input })
      if ('problem' in said) throw new Error(said.problem)
      return {
        whole: said.embedding ?? new Float32Array(),
        places: places ? placesIn(outputs, places) : new Int8Array(),
      }
    },
  }
}
