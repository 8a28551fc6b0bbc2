import { afterAll } from 'vitest'
import { startEyes } from '../../models/onnx/eyes.ts'
import { alive } from '../rigs/eyes/alive.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { eyesContract } from './eyes.ts'

const folder = modelFolder()
afterAll(folder.remove)

eyesContract('the onnx runtime', async () => {
  writeTinyPack(folder.path)
  const eyes = startEyes({ weights: folder.path, clock: realClock(), threads: 1 })
  const pid = await until(
    () => eyes.pid(),
    (found) => found !== undefined,
    'a process',
  )
  return { eyes, gone: () => !alive(pid) }
})
