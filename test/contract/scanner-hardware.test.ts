import { describe, expect, it } from 'vitest'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { realClock } from '../rigs/real-clock.ts'
import { reaches, takeScans } from './scanner.ts'

const path = process.env.REGRADE_SCANNER

describe('a real serial scanner', () => {
  if (path) {
    it('[SC1] gives the code a person scans now', { timeout: 90_000 }, async () => {
      const scanner = openSerialScanner({ name: 'Real', path, baudRate: 9600 }, realClock())
      await reaches(scanner, 'ready')
      console.log(`Scan any code with the scanner at ${path} now.`)
      const [text = ''] = await takeScans(scanner, 1)
      await scanner.close()
      expect(text).not.toMatch(/[\r\n\x02\x03]/)
      expect(text.length).toBeGreaterThan(0)
    })
  } else it.todo('[SC1] gives the code a person scans (set REGRADE_SCANNER to its serial port, 9600 baud)')
})
