import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type CatalogueOptions, openCatalogue } from '../../sync/catalogue/catalogue.ts'
import { memoryCatalogue } from '../../sync/catalogue/memory.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'
import { batchOf, catalogueContract } from './catalogue.ts'

function opened(file: string, hook?: NonNullable<CatalogueOptions['hook']>) {
  const catalogue = openCatalogue({ file, clock: handClock(), ...(hook ? { hook } : {}) })
  onTestFinished(() => catalogue.close())
  return catalogue
}

catalogueContract('in a file', () => opened(join(freshFolder(), 'catalogue.sqlite')))
catalogueContract('in memory', () => {
  const catalogue = memoryCatalogue(batchOf(0, []))
  onTestFinished(() => catalogue.close())
  return catalogue
})

it('[CT2] a cut before a batch leaves the one before, also after opening again', () => {
  const file = join(freshFolder(), 'catalogue.sqlite')
  const steps: string[] = []
  const catalogue = opened(file, (step) => {
    steps.push(step)
    if (steps.length === 2) throw new Error('no power')
  })
  catalogue.apply(batchOf(10, [1]))
  expect(() => catalogue.apply(batchOf(20, [2]))).toThrow('no power')
  catalogue.close()
  const again = opened(file)
  expect([steps[0], again.cursor(), again.count()]).toEqual(['catalogue:apply', 10, { skus: 1, lines: 1 }])
  expect(again.sku(skuOf(1).sku)).toEqual(skuOf(1))
  expect(again.linesByReference(lineOf(1).rma)).toEqual([lineOf(1)])
})
