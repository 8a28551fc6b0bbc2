import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findingTypes } from '../../../main/kernel/finding.ts'
import type { ManifestOf } from '../../../models/onnx/manifest.ts'
import { tinyCategories, tinyNetwork, tinyVector } from './tiny-network.ts'

/** A fresh folder of models under the system's temporary folder; `remove` deletes it. */
export function modelFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'regrade-models-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** What a drawn pack is called where a test does not say. */
export const tinyName = 'tiny'

/** Writes a drawn pack into a folder; one without a name of its own becomes the active one. */
export function writePack(folder: string, { network, vectors, name, change }: PackParts): void {
  const used = name ?? tinyName
  if (name === undefined) writeFileSync(join(folder, 'active.json'), JSON.stringify({ active: used }))
  writeFileSync(join(folder, `${used}.onnx`), network)
  writeFileSync(join(folder, `${used}.vectors.json`), JSON.stringify({ vectors }))
  writeFileSync(join(folder, `${used}.manifest.json`), JSON.stringify(change(used)))
}

/** What a pack is written from; `change` gives its manifest, spoilt where a test wants. */
export interface PackParts {
  readonly network: Uint8Array
  readonly vectors: readonly object[]
  readonly name?: string | undefined
  readonly change: (name: string) => object
}

/** The manifest of a network's bytes. */
export function tinyManifest(network: Uint8Array, name = tinyName): ManifestOf<'inspect'> {
  return {
    format: 'regrade-model/1',
    name,
    version: '1.2.3',
    task: 'inspect',
    licence: 'Apache-2.0',
    file: `${name}.onnx`,
    sha256: createHash('sha256').update(network).digest('hex'),
    opset: 15,
    card: 'MODEL_CARD.md',
    input: {
      name: 'image',
      layout: 'NCHW',
      width: 320,
      height: 320,
      colour: 'RGB',
      range: [0, 1],
      mean: [0.5, 0.5, 0.5],
      std: [0.25, 0.25, 0.25],
      fit: 'contain',
      kernel: 'cubic',
      pad: [128, 128, 128],
      // looked at whole: most tests count runs or compare regions with what was drawn
      tiles: 0,
    },
    outputs: {
      defects: {
        name: 'defects',
        classes: [...findingTypes],
        stride: 8,
        silent: [],
        thresholds: Object.fromEntries(findingTypes.map((type) => [type, 0.5])),
      },
      severity: { name: 'severity', classes: ['none', 'minor', 'major'], temperature: 1 },
      category: { name: 'category', classes: tinyCategories, temperature: 1 },
      embedding: { name: 'embedding', size: 128 },
    },
    vectors: { file: `${name}.vectors.json`, tolerance: 0.001 },
  }
}

/** Writes a whole pack of the tiny network into a folder; `change` may spoil its manifest first. */
export function writeTinyPack(
  folder: string,
  { network = tinyNetwork(), name, change = (manifest) => manifest }: TinyWish = {},
): void {
  const vectors = [tinyVector(1), tinyVector(2)]
  writePack(folder, { network, vectors, name, change: (used) => change(tinyManifest(network, used)) })
}

export interface TinyWish {
  readonly network?: Uint8Array
  readonly name?: string
  readonly change?: (manifest: ManifestOf<'inspect'>) => object
}
