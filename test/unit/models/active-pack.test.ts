import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activePack, usualPack } from '../../../models/registry/active-pack.ts'
import { modelFolder } from '../../rigs/eyes/tiny-pack.ts'

let folder: ReturnType<typeof modelFolder>
beforeEach(() => {
  folder = modelFolder()
})
afterEach(() => folder.remove())

const put = (file: string, text: string) => writeFileSync(join(folder.path, file), text)

it('[PK1] the usual pack is used when nobody chose another', () => {
  put(`${usualPack}.manifest.json`, '{}')
  put('other.manifest.json', '{}')
  const manifestFile = join(folder.path, `${usualPack}.manifest.json`)
  expect(activePack(folder.path)).toEqual({ kind: 'found', name: usualPack, manifestFile })
})

it('[PK1] active.json chooses another', () => {
  put(`${usualPack}.manifest.json`, '{}')
  put('other.manifest.json', '{}')
  put('active.json', '{"active":"other"}')
  expect(activePack(folder.path)).toMatchObject({ kind: 'found', name: 'other' })
})

it('[PK1] a chosen pack that is not there is absent, and the sentence names its manifest', () => {
  put(`${usualPack}.manifest.json`, '{}')
  put('active.json', '{"active":"other"}')
  expect(activePack(folder.path)).toEqual({
    kind: 'absent',
    detail: `There is no other.manifest.json in ${folder.path}; install the model there.`,
  })
})

it.each(['{', '[]', '{"active":""}', '{"active":"../escape"}', '{"active":"other","more":1}'])(
  '[PK1] an active.json of %s is refused, not guessed',
  (text) => {
    put(`${usualPack}.manifest.json`, '{}')
    put('active.json', text)
    expect(activePack(folder.path)).toMatchObject({ kind: 'refused', model: 'active.json' })
  },
)
