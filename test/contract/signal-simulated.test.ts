import { simulatedSignal } from '../../drivers/signal/simulated.ts'
import { realClock } from '../rigs/real-clock.ts'
import { signalContract } from './signal.ts'

signalContract('the simulator', async () => {
  const signal = simulatedSignal('Simulated', realClock(20))
  return { signal, board: signal, unplug: signal.unplug, plug: signal.plug, close: () => signal.close() }
})
