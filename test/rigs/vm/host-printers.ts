import { openZebra, type Zebra, type ZebraLabel } from '../zebra.ts'
import type { CableName, FarEnd } from './usb-ports.ts'
import type { PrinterMend, Questions, ReadLabel } from './wire.ts'

/** Label printers at the host's end of USB serial cables; each renders what it prints and reads it back. */
export function hostPrinters(
  cableOf: (name: CableName) => FarEnd,
): Pick<Questions, 'putPrinter' | 'labels' | 'mend'> {
  const zebras = new Map<CableName, Zebra>()
  const zebraOn = (name: CableName) => {
    const zebra = zebras.get(name)
    if (!zebra) throw new Error(`there is no printer on the cable ${name}`)
    return zebra
  }
  return {
    async putPrinter(name) {
      await zebras.get(name)?.close()
      const cable = cableOf(name)
      const hearing: (() => void)[] = []
      const zebra = await openZebra({
        path: name,
        write: cable.write,
        onData(heard) {
          hearing.push(cable.onData(heard))
          return () => {}
        },
        plug: cable.plug,
        unplug: cable.unplug,
        async close() {
          for (const end of hearing) end()
        },
      })
      if (zebra) zebras.set(name, zebra)
      await cable.plug()
    },
    labels: (name) => Promise.all(zebraOn(name).labels.map(readOnce)),
    async mend(name, how, labels) {
      mending(zebraOn(name), how, labels)
    },
  }
}

/** Reading a label takes a while, and tests ask for all of them again and again. */
const readings = new WeakMap<ZebraLabel, Promise<ReadLabel>>()

function readOnce(label: ZebraLabel): Promise<ReadLabel> {
  const known = readings.get(label)
  if (known) return known
  const reading = label.barcodes().then((barcodes) => ({ zpl: label.zpl, barcodes }))
  readings.set(label, reading)
  return reading
}

function mending(zebra: Zebra, how: PrinterMend, labels: number | undefined): void {
  if (how === 'loadRoll') zebra.loadRoll(labels)
  else if (how === 'halfAfterJob') zebra.atNextJob(() => zebra.answerNext('half'))
  else if (how === 'emptyInJob') zebra.atNextJob(() => zebra.takeRoll())
  else zebra[how]()
}
