import type { ReaderOptions, ReadResult } from 'zxing-wasm/reader'
import type { FoundCode } from './port.ts'

/** What is looked for: the codes on goods, parcels and labels. */
export const linear: NonNullable<ReaderOptions['formats']> = [
  'EAN13',
  'EAN8',
  'UPCA',
  'UPCE',
  'DataBar',
  'DataBarExp',
  'Code128',
  'Code39',
  'Code93',
  'ITF',
]
export const matrix: NonNullable<ReaderOptions['formats']> = ['QRCode', 'DataMatrix', 'PDF417', 'Aztec']

/**
 * Lines of a linear code that have to read the same for one picture to be enough. Of 500 drawn EAN-13 codes, turned and blurred,
 * one in ten was also, or only, read wrong, its check digit right by chance: half of it as a UPC-E by at most 7 lines, as
 * another EAN-13 by 2 to 12. Two of three right readings had over 20.
 */
const sureLines = 20

/** Codes made of modules in two dimensions correct their own errors. */
const corrected = new Set(['QRCode', 'DataMatrix', 'PDF417', 'Aztec'])

/** What zxing found, as far as it counts. */
export type ReadSymbol = Pick<
  ReadResult,
  'format' | 'symbology' | 'text' | 'symbologyIdentifier' | 'lineCount' | 'isValid' | 'position'
>

/** The codes a picture holds, each once, the surest reading of it. */
export function codesIn(symbols: readonly ReadSymbol[]): readonly FoundCode[] {
  const codes = new Map<string, boolean>()
  for (const symbol of withoutShadows(symbols.filter(counts))) {
    const text = symbol.symbologyIdentifier + symbol.text
    codes.set(text, (codes.get(text) ?? false) || isSure(symbol))
  }
  return [...codes].map(([text, sure]) => ({ text, sure }))
}

export function isLinear({ symbology }: ReadSymbol): boolean {
  return !corrected.has(symbology)
}

/** Where two linear codes are read at one place, the one that fewer lines say is a wrong reading. */
function withoutShadows(symbols: readonly ReadSymbol[]): readonly ReadSymbol[] {
  const stronger = (one: ReadSymbol) => (other: ReadSymbol) =>
    isLinear(other) && other.lineCount > one.lineCount && overlap(other, one)
  return symbols.filter((one) => !isLinear(one) || !symbols.some(stronger(one)))
}

function overlap(one: ReadSymbol, other: ReadSymbol): boolean {
  const [a, b] = [frameOf(one), frameOf(other)]
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

function frameOf({ position }: ReadSymbol) {
  const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

/**
 * Half of an EAN-13 reads as a UPC-E, and a part of an Interleaved 2 of 5 as a shorter one: of these only a UPC-E by many
 * lines counts, and an ITF-14, whose length and check digit are known.
 */
function counts(symbol: ReadSymbol): boolean {
  const { symbology, format, text, isValid, lineCount } = symbol
  if (!isValid || text === '') return false
  if (symbology === 'ITF') return /^\d{14}$/.test(text) && checkDigitFits(text)
  return format !== 'UPCE' || lineCount >= sureLines
}

/** GS1's check digit: digits weighed 3 and 1 in turn, from the right. */
function checkDigitFits(digits: string): boolean {
  const weighed = [...digits].toReversed().map((digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 3))
  return weighed.reduce((sum, each) => sum + each, 0) % 10 === 0
}

function isSure(symbol: ReadSymbol): boolean {
  return !isLinear(symbol) || symbol.lineCount >= sureLines
}
