// Learns the head that ships: node test/evaluate/ship-head.ts [ITEMS [WEIGHTS]]; see README.md.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { asFault, Fault } from '../../main/kernel/fault.ts'
import { packOf } from '../../main/kernel/learnt.ts'
import { startingHead } from '../../models/learning/starting-folder.ts'
import { learnStarting } from '../../models/learning/starting-head.ts'
import { loadHead } from '../../models/onnx/load-head.ts'
import { openSession } from '../../models/onnx/session.ts'
import { asItIs, itemsOf } from './made-items.ts'
import { networkOf } from './network.ts'
import { readFolder } from './pack.ts'

const [lessons = '.regrade/training/lessons', weights = 'models/weights'] = process.argv.slice(2)

try {
  await ship(resolve(lessons), resolve(weights))
} catch (thrown) {
  const { code, detail } = asFault(thrown)
  console.error(`${code}: ${detail}`)
  process.exitCode = 2
}

async function ship(from: string, to: string): Promise<void> {
  const pack = readFolder(from)
  if ('missing' in pack) throw new Fault('BAD_INPUT', pack.missing)
  const network = await networkOf(to)
  const look = { look: asItIs, progress: (line: string) => console.error(line) }
  const { items, unseen } = await itemsOf(pack, network, look)
  const lessons = items.map(({ thing, group, grade, features }) => ({
    ...{ grade, unit: thing, session: group, features: features.values },
  }))
  const learnt = learnStarting(lessons, packOf(network.model, network.sha256))
  if (!learnt.pack) throw new Fault('BAD_INPUT', `${items.length} items are too few; make more of them`)
  const folder = join(to, 'heads')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [file, content] of learnt.pack.files) writeFileSync(join(folder, file), content)
  const loaded = await loadHead(folder, startingHead, openSession)
  if (loaded.kind === 'refused') throw new Fault('MODEL_REFUSED', loaded.detail)
  console.log(
    `${learnt.pack.files.get(`${startingHead}.card.md`)}\nNot judged by the station: ${unseen} items.`,
  )
}
