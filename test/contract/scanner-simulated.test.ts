import { pushedScanner } from '../../drivers/scanner/pushed.ts'
import { simulatedScanner } from '../../drivers/scanner/simulated.ts'
import { realClock } from '../rigs/real-clock.ts'
import { scannerContract } from './scanner.ts'

const clock = realClock(100)

scannerContract(
  'the simulator',
  async () => {
    const scanner = simulatedScanner({ name: 'Simulated', grade: 'ideal', seed: 1 }, clock)
    const { send, unplug, plug } = scanner
    return {
      scanner,
      present: (text) => scanner.present(text),
      cable: { send, unplug, plug },
      close: () => scanner.close(),
    }
  },
  'bytes',
)

scannerContract(
  'the one that is pushed to',
  async () => {
    const scanner = pushedScanner('Wedge', 'wedge', clock)
    return { scanner, present: (text) => scanner.push(text), close: () => scanner.close() }
  },
  'none',
)
