import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '../../main/kernel/fault.ts'
import { readManifest } from '../../models/onnx/manifest.ts'
import { type ActivePack, activePack, identityPack } from '../../models/registry/active-pack.ts'
import type { MeasuredPack, MeasuredPacks } from './report.ts'

/** What the two active packs of a folder say of themselves; throws BAD_INPUT where one is not there. */
export function modelPacksIn(weights: string): MeasuredPacks {
  const telling = identityPack(weights)
  if (telling.kind === 'none')
    throw new Fault('BAD_INPUT', `active.json of ${weights} names no identity pack; name one there`)
  return { comparing: packOf(activePack(weights)), telling: packOf(telling) }
}

function packOf(found: ActivePack): MeasuredPack {
  if (found.kind !== 'found') throw new Fault('BAD_INPUT', found.detail)
  const manifest = readManifest(readFileSync(found.manifestFile, 'utf8'))
  if ('problem' in manifest) throw new Fault('BAD_INPUT', `${found.name}: ${manifest.problem}`)
  const { name, version, sha256, licence, file } = manifest
  const { size } = statSync(join(dirname(found.manifestFile), file))
  return { model: `${name}@${version}`, sha256, licence, bytes: size }
}
