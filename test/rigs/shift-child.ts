import type { StepHook } from '../../main/kernel/steps.ts'
import { workShift } from './one-shift.ts'

// Works one item of a shift and dies, as from a pulled plug, at the Nth passing of a step.
const [folder = '', item = '', step = '', passing = '0'] = process.argv.slice(2)
let passed = 0

const hook: StepHook = (at) => {
  if (at !== step) return
  passed += 1
  if (passed !== Number(passing)) return
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment; nothing of this process may run in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

await workShift({ folder, items: [Number(item)], run: 2, hook })
