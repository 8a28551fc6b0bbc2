import { describe, expect, it } from 'vitest'
import { openNetworkPrinter } from '../../drivers/printer/network.ts'
import { realClock } from '../rigs/real-clock.ts'
import { becomes, faultOf, label, printerContract } from './printer.ts'
import { openTsc, tsplTraits } from './tsc-bench.ts'

printerContract('a virtual TSC in TSPL', async () => openTsc(), tsplTraits)

const host = process.env.REGRADE_TSPL_PRINTER

describe('a real TSPL printer', () => {
  if (host)
    it('[PR11] prints one label and confirms it', { timeout: 90_000 }, async () => {
      const printer = openNetworkPrinter({ name: 'Real', host, language: 'tspl' }, realClock())
      await becomes(printer, 'ready')
      expect(await faultOf(printer.print(label('Regrade'), AbortSignal.timeout(60_000)))).toBe('none')
      await printer.close()
    })
  else it.todo('[PR11] prints one label (set REGRADE_TSPL_PRINTER to its address, port 9100, 203 dpi)')
})
