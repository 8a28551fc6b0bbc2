import { afterAll } from 'vitest'
import { installHead, undoHead } from '../../models/learning/head-folder.ts'
import { startEyes } from '../../models/onnx/eyes.ts'
import { alive } from '../rigs/eyes/alive.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { headFor } from '../rigs/learnt-head.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { eyesContract } from './eyes.ts'

const folder = modelFolder()
const heads = modelFolder()
afterAll(() => {
  folder.remove()
  heads.remove()
})

eyesContract('the onnx runtime', async () => {
  writeTinyPack(folder.path)
  const eyes = startEyes({ weights: folder.path, clock: realClock(), threads: 1, heads: heads.path })
  const pid = await until(
    () => eyes.pid(),
    (found) => found !== undefined,
    'a process',
  )
  return {
    eyes,
    gone: () => !alive(pid),
    teach: (item) => installHead(heads.path, headFor(item)),
    forget: () => void undoHead(heads.path),
  }
})
