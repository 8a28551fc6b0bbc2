// A station reduced to its eyes: starts them on the folder given and prints the process id behind them.
import { startEyes } from '../../../models/onnx/eyes.ts'
import { realClock } from '../real-clock.ts'

const eyes = startEyes({ weights: process.argv[2] ?? '.', clock: realClock(), threads: 1 })
console.log(eyes.pid())
