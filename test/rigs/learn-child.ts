// Puts a head into use and dies at a step: node learn-child.ts FOLDER NAME STEP TIME
import { installHead, undoHead } from '../../models/learning/head-folder.ts'
import { headFor } from './learnt-head.ts'

const [folder = '', name = '', step = '', time = '1'] = process.argv.slice(2)
let left = Number(time)
const hook = (at: string) => {
  if (at !== step || --left > 0) return
  process.kill(process.pid, 'SIGKILL')
  // the signal may take a moment; nothing of this process may run in it
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
const item = { pack: 'eyes@1 aaaaaaaaaaaa', layout: 'item-2-whole', values: Float32Array.of(1, 2, 3, 4) }
if (name === 'undo') undoHead(folder, hook)
else installHead(folder, headFor(item, name), hook)
