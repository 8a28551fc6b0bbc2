import { describe, expect, it } from 'vitest'
import { simulatedScanner } from '../../drivers/scanner/simulated.ts'
import { takeScans } from '../contract/scanner.ts'
import { realClock } from '../rigs/real-clock.ts'

describe('two scans in a row', () => {
  it('[SC1] in one burst of bytes are two scans', async () => {
    const scanner = simulatedScanner({ name: 'Dock scanner', grade: 'ideal', seed: 1 }, realClock())
    scanner.send(Buffer.from('4006381333931\r\n5901234123457\r\n'))
    expect(await takeScans(scanner, 2)).toEqual(['4006381333931', '5901234123457'])
    await scanner.close()
  })

  it('[SC6] five hundred at once, while nobody reads, are five hundred in order', async () => {
    const scanner = simulatedScanner({ name: 'Dock scanner', grade: 'ideal', seed: 1 }, realClock())
    const codes = Array.from({ length: 500 }, (_, index) => `RMA-${index}`)
    scanner.send(Buffer.from(codes.map((code) => `${code}\r`).join('')))
    expect(await takeScans(scanner, 500)).toEqual(codes)
    expect(scanner.dropped()).toBe(0)
    await scanner.close()
  })
})
