import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CodeReader } from '../../drivers/scanner/picture/port.ts'

/** A reader in the hands of a test. */
export interface ReaderBench {
  readonly reader: CodeReader
  /** A photograph of these codes, as EAN-13. */
  draw(codes: readonly string[]): Promise<Uint8Array>
  /** What a code reads as. */
  readonly reads: (code: string) => string
}

/** What every reader of pictures promises in drivers/scanner/picture/port.ts. */
export function codeReaderContract(what: string, open: () => ReaderBench): void {
  describe(`the code reader port, by ${what}`, () => {
    let bench: ReaderBench
    const textsIn = async (photo: Uint8Array, series?: string) =>
      (await bench.reader.read(photo, series)).map(({ text }) => text).toSorted()

    beforeAll(() => {
      bench = open()
    })
    afterAll(() => bench.reader.close())

    it('[CR1] gives every code of a picture once', async () => {
      const codes = ['4006381333931', '5901234123457']
      expect(await textsIn(await bench.draw(codes))).toEqual(codes.map(bench.reads))
    })

    it('[CR1] gives the same codes for the same picture of a series, and others for another', async () => {
      const [one, two] = [await bench.draw(['4006381333931']), await bench.draw(['5901234123457'])]
      const seen = []
      for (const photo of [one, one, two, two, one]) seen.push(...(await textsIn(photo, 'bench')))
      const [first, second] = ['4006381333931', '5901234123457'].map(bench.reads)
      expect(seen).toEqual([first, first, second, second, first])
    })

    it('[CR2] finds nothing in a picture without codes', async () => {
      expect(await textsIn(await bench.draw([]))).toEqual([])
    })

    it('[CR4] closes twice, and finds nothing afterwards', async () => {
      const { reader, draw } = open()
      const photo = await draw(['4006381333931'])
      const reading = reader.read(photo)
      await reader.close()
      await reader.close()
      await reading
      expect(await reader.read(photo)).toEqual([])
    })
  })
}
