import { noHook } from '../../main/kernel/steps.ts'
import { inMemory } from '../sqlite/database.ts'
import { openDatabase } from '../sqlite/open.ts'
import { catalogueOn } from './catalogue.ts'
import type { Catalogue, CatalogueBatch } from './port.ts'
import { catalogueKind } from './schema.ts'

/** A catalogue that holds one batch and is gone with the process. */
export function memoryCatalogue(batch: CatalogueBatch): Catalogue {
  const kind = catalogueKind(inMemory)
  const catalogue = catalogueOn(openDatabase(kind), inMemory, noHook)
  catalogue.apply(batch)
  return catalogue
}
