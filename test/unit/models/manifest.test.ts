import { describe, expect, it } from 'vitest'
import { readManifest } from '../../../models/onnx/manifest.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

const good = tinyManifest(new Uint8Array())
const { input, outputs } = good
const read = (changed: object) => readManifest(JSON.stringify({ ...good, ...changed }))

it('[PK2] a right manifest is read as it is', () => {
  expect(read({})).toEqual(good)
})

describe('[PK2] the first wrong key is named, with what was found and what is allowed:', () => {
  it.each([
    ['a wrong type', { opset: '15' }, /^opset is "15": .*expected number/],
    ['a missing key', { licence: undefined }, /^licence is missing$/],
    [
      'a wrong key inside',
      { input: { ...input, widht: 320 } },
      /^input\.widht is not a known key; allowed here: name, layout, width/,
    ],
    ['another format', { format: 'regrade-model/2' }, /^format is "regrade-model\/2": .*regrade-model\/1/],
    ['a file elsewhere', { file: '../tiny.onnx' }, /^file is "\.\.\/tiny\.onnx": must be a plain file name$/],
    ['a hash that is none', { sha256: 'abc' }, /^sha256 is "abc": must be 64 lower-case hex digits$/],
    ['no deviation', { input: { ...input, std: [0.25, 0, 0.25] } }, /^input\.std\.1 is 0: /],
    ['another layout', { input: { ...input, layout: 'CHWN' } }, /^input\.layout is "CHWN": .*NCHW/],
    [
      'a type nobody knows',
      { outputs: { ...outputs, defects: { ...outputs.defects, classes: ['dirt'] } } },
      /^outputs\.defects\.classes\.0 is "dirt": .*penetration/,
    ],
    [
      'a class twice',
      { outputs: { ...outputs, category: { ...outputs.category, classes: ['toys', 'toys'] } } },
      /^outputs\.category\.classes is \["toys","toys"\]: names a class twice$/,
    ],
    [
      'severities in another order',
      { outputs: { ...outputs, severity: { ...outputs.severity, classes: ['major', 'minor', 'none'] } } },
      /^outputs\.severity\.classes\.0 is "major": /,
    ],
    [
      'a stride that does not fit',
      { outputs: { ...outputs, defects: { ...outputs.defects, stride: 7 } } },
      /^outputs\.defects\.stride is 7, which does not divide/,
    ],
    [
      'a type without threshold',
      { outputs: { ...outputs, defects: { ...outputs.defects, thresholds: { superficial: 0.5 } } } },
      /^outputs\.defects\.thresholds\.penetration is missing; give it a number or make it silent$/,
    ],
    [
      'a range nobody uses',
      { input: { ...input, range: [0, 100] } },
      /^input\.range is \[0,100\]: must be \[0, 1\]/,
    ],
    [
      'grey with three means',
      { input: { ...input, colour: 'grey' } },
      /^input\.mean has 3 numbers; colour grey has 1$/,
    ],
    [
      'a part of what is not cut',
      { input: { ...input, part: 0.875 } },
      /^input\.part is 0\.875, but input\.fit is contain; part is for cover alone$/,
    ],
    [
      'a tolerance that lets everything through',
      { vectors: { file: 'v.json', tolerance: 1 } },
      /^vectors\.tolerance is 1: /,
    ],
  ])('%s', (_, changed, sentence) => {
    expect(read(changed)).toEqual({ problem: expect.stringMatching(sentence) })
  })
})
