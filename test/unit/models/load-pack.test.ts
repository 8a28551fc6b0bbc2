import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPack } from '../../../models/onnx/load-pack.ts'
import { openSession } from '../../../models/onnx/session.ts'
import { tinyNetwork, tinyVector } from '../../rigs/eyes/tiny-network.ts'
import { modelFolder, writeTinyPack } from '../../rigs/eyes/tiny-pack.ts'

let folder: ReturnType<typeof modelFolder>
beforeEach(() => {
  folder = modelFolder()
})
afterEach(() => folder.remove())

const load = () => loadPack(folder.path, 1, openSession)

async function refusal(check: string): Promise<string> {
  const loaded = await load()
  if (loaded.kind !== 'refused') throw new Error(`it is ${loaded.kind}`)
  expect(loaded.model).toBe('tiny@1.2.3')
  expect(loaded.detail).toContain(`The model tiny@1.2.3 failed the check "${check}": `)
  return loaded.detail
}

it('[PK6] a pack that keeps every promise is ready', async () => {
  writeTinyPack(folder.path)
  expect(await load()).toMatchObject({ kind: 'ready', pack: { model: 'tiny@1.2.3' } })
})

it('[PK3] a file of other bytes than the manifest says is refused', async () => {
  writeTinyPack(folder.path, { change: (manifest) => ({ ...manifest, sha256: 'ab'.repeat(32) }) })
  expect(await refusal('sha256')).toContain('the manifest says abababababab...')
})

it('[PK4] another operator set than the manifest says is refused', async () => {
  writeTinyPack(folder.path, { network: tinyNetwork({ opset: 13 }) })
  expect(await refusal('opset')).toContain('asks for operator set 13, the manifest says 15')
})

it('[PK4] bytes that are no model are refused', async () => {
  writeTinyPack(folder.path, { network: new TextEncoder().encode('not a model') })
  expect(await refusal('opset')).toContain('asks for operator set none')
})

it('[PK4] a graph the runtime refuses is refused with what it says', async () => {
  writeTinyPack(folder.path, { network: tinyNetwork({ operators: [] }) })
  expect(await refusal('load')).toContain('the runtime says: ')
})

describe('[PK5] a graph is refused', () => {
  const input = (changed: object) => ({
    change: (manifest: { input: object }) => ({ ...manifest, input: { ...manifest.input, ...changed } }),
  })
  const output = (name: string, changed: object) => ({
    change: (manifest: { outputs: Record<string, object> }) => ({
      ...manifest,
      outputs: { ...manifest.outputs, [name]: { ...manifest.outputs[name], ...changed } },
    }),
  })

  it.each([
    ['whose input has another name', 'input', input({ name: 'picture' }), 'it has no picture; it has image'],
    [
      'whose input has another size',
      'input',
      input({ width: 640 }),
      'image is [N, 3, 320, 320]; [N, 3, 320, 640] is wanted',
    ],
    [
      'without an output',
      'outputs',
      output('severity', { name: 'damage' }),
      'it has no damage; it has defects',
    ],
    ['whose cells are others', 'outputs', output('defects', { stride: 16 }), '[N, 7, 20, 20] is wanted'],
    ['with too few categories', 'outputs', output('category', { classes: ['toys'] }), '[N, 1] is wanted'],
    ['with another embedding', 'outputs', output('embedding', { size: 64 }), '[N, 64] is wanted'],
  ])('%s', async (_, check, spoilt, sentence) => {
    writeTinyPack(folder.path, spoilt as Parameters<typeof writeTinyPack>[1] & object)
    expect(await refusal(check)).toContain(sentence)
  })
})

describe('[PK6] a graph that answers otherwise than its vectors is refused', () => {
  const vectors = (file: object) =>
    writeFileSync(join(folder.path, 'tiny.vectors.json'), JSON.stringify(file))
  const right = tinyVector(1)

  it.each([
    ['severity', { ...right, severity: [right.severity[0]! + 0.01, right.severity[1]!, right.severity[2]!] }],
    ['category', { ...right, category: [0, 0] }],
    ['embedding', { ...right, embedding: right.embedding.map((value) => -value) }],
    [
      'defects',
      {
        ...right,
        defects: { ...right.defects, samples: [[0, 0, 0, 0.9] as [number, number, number, number]] },
      },
    ],
    ['defects (mean)', { ...right, defects: { ...right.defects, mean: 0.5 } }],
  ])('in %s', async (output, vector) => {
    writeTinyPack(folder.path)
    vectors({ vectors: [right, vector] })
    expect(await refusal('vectors')).toContain(`for seed 1 the output ${output} is off by`)
  })

  it('when its vectors cannot be read', async () => {
    writeTinyPack(folder.path)
    vectors({ vectors: [] })
    expect(await refusal('vectors')).toContain('tiny.vectors.json cannot be used: vectors is []')
  })
})
