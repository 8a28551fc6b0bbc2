import { openNetworkPrinter } from '../../drivers/printer/network.ts'
import { printerContract } from '../contract/printer.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openNetworkCable } from '../rigs/vm/guest/usb-cable.ts'
import { printerBench, rigTraits } from './printer-bench.ts'

async function bench() {
  const cable = await openNetworkCable()
  const { address: host, port } = cable
  return printerBench(cable, () => openNetworkPrinter({ name: 'Network', host, port }, clock))
}

printerContract('the network driver, through a network card to another computer', bench, rigTraits)
