import { join } from 'node:path'
import type { Config } from './config.ts'

/** The folder of the model packs: the configured one, or the one shipped. */
export function weightsOf(config: Config): string {
  return config.models.folder ?? join(import.meta.dirname, '../../models/weights')
}
