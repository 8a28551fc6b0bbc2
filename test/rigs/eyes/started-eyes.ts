import { type EyesOptions, type OwnedEyes, startEyes } from '../../../models/onnx/eyes.ts'
import { realClock } from '../real-clock.ts'
import { until } from '../until.ts'
import { modelFolder, writeTinyPack } from './tiny-pack.ts'

/** Eyes on a folder of their own; `close` ends them and removes it. */
export interface EyesInFolder {
  readonly eyes: OwnedEyes
  readonly folder: string
  close(): Promise<void>
}

/** Starts eyes on a folder of their own that `fill` fills (by default with the tiny pack), and waits for nothing. */
export function startingEyes(
  fill: (folder: string) => void = writeTinyPack,
  options: Partial<EyesOptions> = {},
): EyesInFolder {
  const folder = modelFolder()
  fill(folder.path)
  const eyes = startEyes({ weights: folder.path, clock: realClock(), threads: 1, ...options })
  const close = async () => {
    await eyes.close()
    folder.remove()
  }
  return { eyes, folder: folder.path, close }
}

/** As `startingEyes`, and waits until they have started. */
export async function startedEyes(
  fill?: (folder: string) => void,
  options?: Partial<EyesOptions>,
): Promise<EyesInFolder> {
  const at = startingEyes(fill, options)
  await started(at.eyes).catch((error) => at.close().then(() => Promise.reject(error)))
  return at
}

/** Resolves when the eyes know whether they have a model. */
export async function started(eyes: OwnedEyes): Promise<void> {
  await until(
    () => eyes.state().kind,
    (kind) => kind !== 'starting',
    'eyes that have started',
  )
}
