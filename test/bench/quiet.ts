import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
// four photographs sent would else be reason enough to collect
setFlagsFromString('--heap-growing-percent=500')
const collect = runInNewContext('gc') as () => void
/** Milliseconds in which other threads of this process end what collecting left them. */
const sweptMs = 50

/**
 * Collects what this process left behind now, so that it does not while the station is measured: it did so with every item it
 * brought, 45 ms of processor time on the station's own cores.
 */
export async function keepQuiet(): Promise<void> {
  collect()
  await setTimeout(sweptMs)
}
