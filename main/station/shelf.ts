import { join } from 'node:path'
import { startEyes } from '../../models/onnx/eyes.ts'
import type { RegistryPorts } from '../../models/registry/acts.ts'
import { judgesAt, type Shelf } from '../../models/registry/shelf.ts'
import { trustedKeys } from '../../models/registry/signature.ts'
import { tryPack } from '../../models/registry/try-pack.ts'
import { startSigner } from '../../models/telling/signer.ts'
import type { Config } from './config.ts'
import { systemClock as clock, systemIds as newId } from './system.ts'
import { weightsOf } from './weights.ts'

/** Where this station's packs are: what ships (or the configured folder), and `models` in its data folder. */
export function shelfOf(config: Config, dataRoot: string): Shelf {
  return { shipped: weightsOf(config), installed: join(dataRoot, 'models') }
}

/** The registry of a station; keys of trusted makers are in the configured folder, or in `model-keys` of the data folder. */
export function registryOf(config: Config, dataRoot: string, audit: RegistryPorts['audit']): RegistryPorts {
  const keys = config.models.keys ?? join(dataRoot, 'model-keys')
  // one thread, and yielding: a trial must not take the lane's cores
  const start = (place: string) =>
    judgesAt(place)
      ? startEyes({ weights: place, threads: 1, yielding: true, clock })
      : startSigner({ place, clock })
  return {
    ...{ clock, newId, audit },
    shelf: shelfOf(config, dataRoot),
    trusted: () => trustedKeys(keys),
    tryPack: (place) => tryPack(place, { start, clock }),
  }
}
