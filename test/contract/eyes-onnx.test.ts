import { afterAll } from 'vitest'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import { installHead, undoHead } from '../../models/learning/head-folder.ts'
import { startEyes } from '../../models/onnx/eyes.ts'
import { alive } from '../rigs/eyes/alive.ts'
import { writeComparer } from '../rigs/eyes/tiny-comparer.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { headFor } from '../rigs/learnt-head.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { eyesContract } from './eyes.ts'
import { comparingContract } from './eyes-compare.ts'

const folder = modelFolder()
const heads = modelFolder()
afterAll(() => {
  folder.remove()
  heads.remove()
})

async function eyesOn(write: (folder: string) => void) {
  write(folder.path)
  const eyes = startEyes({ weights: folder.path, clock: realClock(), threads: 1, heads: heads.path })
  const pid = await until(
    () => eyes.pid(),
    (found) => found !== undefined,
    'a process',
  )
  return {
    eyes,
    gone: () => !alive(pid),
    teach: (item: ItemFeatures) => installHead(heads.path, headFor(item)),
    forget: () => void undoHead(heads.path),
  }
}

eyesContract('the onnx runtime', () => eyesOn(writeTinyPack))
eyesContract('the onnx runtime with a network that compares', () => eyesOn(writeComparer))
comparingContract('the onnx runtime', () => eyesOn(writeComparer))
