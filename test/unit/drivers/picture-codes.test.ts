import { describe, expect, it } from 'vitest'
import { cells, isAlike } from '../../../drivers/scanner/picture/alike.ts'
import { codesIn, type ReadSymbol } from '../../../drivers/scanner/picture/symbols.ts'

const grey = (level: number, noise = 0) =>
  Uint8Array.from(
    { length: cells.width * cells.height },
    (_, at) => level + ((at * 7) % (2 * noise + 1)) - noise,
  )

describe('pictures that are alike', () => {
  it('[CR1] noise of the sensor and another light over all of it change nothing', () => {
    expect(isAlike(grey(120), grey(121, 2))).toBe(true)
    expect(isAlike(grey(120), grey(150))).toBe(true)
  })

  it('[CR1] a label that covers a single cell is a change', () => {
    const labelled = grey(120, 1)
    labelled[700] = 150
    expect(isAlike(grey(120), labelled)).toBe(false)
    expect(isAlike(grey(120), new Uint8Array())).toBe(false)
  })
})

function symbol(text: string, change: Partial<ReadSymbol> = {}, left = 0): ReadSymbol {
  const [right, top, bottom] = [left + 100, 0, 40]
  const position = {
    topLeft: { x: left, y: top },
    topRight: { x: right, y: top },
    bottomRight: { x: right, y: bottom },
    bottomLeft: { x: left, y: bottom },
  }
  const ean = { format: 'EAN13', symbology: 'EANUPC', symbologyIdentifier: ']E0', lineCount: 30 } as const
  return { ...ean, text, isValid: true, position, ...change }
}

describe('what was read in a picture', () => {
  it('[SC14] few lines of a linear code are not sure', () => {
    const found = codesIn([symbol('4006381333931', { lineCount: 5 }), symbol('5901234123457', {}, 300)])
    expect(found).toEqual([
      { text: ']E04006381333931', sure: false },
      { text: ']E05901234123457', sure: true },
    ])
  })

  it('[SC14] of two linear codes at one place the one that more lines say stands', () => {
    const found = codesIn([
      symbol('7217365102123', { lineCount: 12 }),
      symbol('2254365102123', { lineCount: 40 }),
    ])
    expect(found).toEqual([{ text: ']E02254365102123', sure: true }])
    expect(codesIn([symbol('7217365102123'), symbol('2254365102123', {}, 300)])).toHaveLength(2)
  })

  it('[SC14] half an EAN-13 read as a UPC-E by few lines is nothing', () => {
    const half = { format: 'UPCE', lineCount: 7 } as const
    expect(codesIn([symbol('0138574000062', half)])).toEqual([])
    expect(codesIn([symbol('0138574000062', { ...half, lineCount: 20 })])).toHaveLength(1)
  })

  it.each([
    ['15400141288763', 1],
    ['15400141288764', 0],
    ['1540014128', 0],
  ])('[SC14] of Interleaved 2 of 5 only ITF-14 counts: %s', (text, count) => {
    const itf = { format: 'ITF', symbology: 'ITF', symbologyIdentifier: ']I0' } as const
    expect(codesIn([symbol(text, itf)])).toHaveLength(count)
  })

  it('[CR1] a code found twice is one, as sure as the better reading', () => {
    expect(codesIn([symbol('4006381333931', { lineCount: 5 }), symbol('4006381333931', {}, 300)])).toEqual([
      { text: ']E04006381333931', sure: true },
    ])
  })
})
