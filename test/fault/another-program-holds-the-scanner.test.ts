import { expect, it } from 'vitest'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { faults } from '../../main/kernel/fault.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { inUse } from '../rigs/in-use.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'

if (hasPty)
  it('[SC3] [LI4] another program holds the scanner: the screen says which, and it opens when that program ends', async () => {
    const pty = await openPty()
    if (!pty) throw new Error(ptyMissing)
    const options = { name: 'Dock scanner', path: pty.path, baudRate: 9600 }
    const other = openSerialScanner(options, realClock(10))
    await reaches(other, 'ready')
    const scanner = openSerialScanner(options, realClock(10))
    const state = await reaches(scanner, 'lost')
    expect(state).toMatchObject({ fault: 'SCANNER_BUSY', detail: inUse(pty.path) })
    expect(faults.SCANNER_BUSY.hint).toMatch(/Close it/)
    await other.close()
    await reaches(scanner, 'ready')
    pty.write('4006381333931\r')
    expect(await takeScans(scanner, 1)).toEqual(['4006381333931'])
    await scanner.close()
    await pty.close()
  })
else it.todo(`[SC3] another program holds the scanner: ${ptyMissing}`)
