import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPack } from '../../../models/onnx/load-pack.ts'
import { metadataDiffers, metadataOf } from '../../../models/onnx/onnx-metadata.ts'
import { openSession } from '../../../models/onnx/session.ts'
import { tinyNetwork } from '../../rigs/eyes/tiny-network.ts'
import { modelFolder, tinyManifest, writeTinyPack } from '../../rigs/eyes/tiny-pack.ts'

const { input } = tinyManifest(new Uint8Array())

let folder: ReturnType<typeof modelFolder>
beforeEach(() => {
  folder = modelFolder()
})
afterEach(() => folder.remove())

it('[PK8] the metadata of an ONNX file is read; bytes that are none have none', () => {
  const metadata = { 'Image.BitmapPixelFormat': 'Rgb8', author: 'Müller' }
  expect(metadataOf(tinyNetwork({ metadata }))).toEqual(metadata)
  expect(metadataOf(tinyNetwork())).toEqual({})
  expect(metadataOf(Uint8Array.of(0x72, 0xff))).toEqual({})
})

describe('[PK8] the file’s own word on its pictures', () => {
  const plain = { mean: [0, 0, 0], std: [1, 1, 1] }
  it.each([
    ['agrees on RGB', { 'Image.BitmapPixelFormat': 'Rgb8' }, {}, undefined],
    ['agrees on BGR', { 'Image.BitmapPixelFormat': 'Bgr8' }, { colour: 'BGR' as const }, undefined],
    [
      'may not have alpha',
      { 'Image.BitmapPixelFormat': 'Bgra8' },
      {},
      /^its Image\.BitmapPixelFormat is Bgra8, .* RGB/,
    ],
    [
      'may not be linear',
      { 'Image.ColorSpaceGamma': 'Linear' },
      {},
      /^its Image\.ColorSpaceGamma is Linear; .*SRGB/,
    ],
    ['may be SRGB', { 'Image.ColorSpaceGamma': 'SRGB' }, {}, undefined],
    ['agrees on 0..1', { 'Image.NominalPixelRange': 'Normalized_0_1' }, plain, undefined],
    [
      'agrees where mean and std make -1..1',
      { 'Image.NominalPixelRange': 'Normalized_1_1' },
      { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
      undefined,
    ],
    [
      'differs in its range',
      { 'Image.NominalPixelRange': 'NominalRange_0_255' },
      plain,
      /^its Image\.NominalPixelRange is NominalRange_0_255; .* span \[0, 1\], \[0, 1\], \[0, 1\]$/,
    ],
    [
      'has a range the station cannot give',
      { 'Image.NominalPixelRange': 'NominalRange_16_235' },
      plain,
      /16_235/,
    ],
  ])('%s', (_, metadata, changed, sentence) => {
    const problem = metadataDiffers(metadata as Record<string, string>, { ...input, ...changed })
    if (sentence) expect(problem).toMatch(sentence)
    else expect(problem).toBeUndefined()
  })

  it('refuses the pack where it is another than the manifest’s', async () => {
    writeTinyPack(folder.path, { network: tinyNetwork({ metadata: { 'Image.BitmapPixelFormat': 'Gray8' } }) })
    expect(await loadPack(folder.path, 1, openSession)).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining(
        'failed the check "metadata": its Image.BitmapPixelFormat is Gray8, the manifest\'s input.colour is RGB',
      ),
    })
  })
})
