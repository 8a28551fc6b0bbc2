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

/** The manifest of a network's bytes. */
export function tinyManifest(network: Uint8Array, name = 'first-light'): ManifestOf<'inspect'> {
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
  {
    network = tinyNetwork(),
    name = 'first-light',
    change = (manifest: ManifestOf<'inspect'>): object => manifest,
  } = {},
): void {
  const manifest = tinyManifest(network, name)
  writeFileSync(join(folder, manifest.file), network)
  writeFileSync(
    join(folder, manifest.vectors.file),
    JSON.stringify({ vectors: [tinyVector(1), tinyVector(2)] }),
  )
  writeFileSync(join(folder, `${name}.manifest.json`), JSON.stringify(change(manifest)))
}
