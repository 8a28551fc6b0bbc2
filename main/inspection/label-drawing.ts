import type { Label } from './record.ts'
import { dotsPerMm, field, fitted, twoLines, widthOf } from './zpl.ts'

/** What stands on a label, whatever it is for. */
export interface LabelContent {
  /** The one word read across the hall. */
  readonly word: string
  /** The mark in the frame beside it, and what the mark is. */
  readonly mark: string
  readonly markTitle: string
  /** White on black: this item must not go on. */
  readonly alarm: boolean
  /** Two short signs on the right, the first white on black; empty for none. */
  readonly signs: readonly [string, string]
  readonly title: string
  readonly lines: readonly [string, string]
  readonly foot: readonly [string, string]
  /** What both barcodes hold. */
  readonly code: string
}

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A sheet of a label: places in millimetres of a 100 × 60 mm design, made dots of the label and printer at hand. */
interface Sheet {
  /** Right edge of what may be printed on, in design millimetres. */
  readonly right: number
  readonly dots: (mm: number) => number
  readonly dpi: Label['dpi']
}

const margin = 3
const headHeight = 21.5
/** Font 0's capitals are 0.73 of its height: 13.5 mm, to be read from two metres. */
const wordFont = 18.5
const markWidth = 20

/** The label as ZPL II, drawn to the size and resolution given. */
export function drawn(
  { widthMm, heightMm, dpi }: Pick<Label, 'widthMm' | 'heightMm' | 'dpi'>,
  content: LabelContent,
): Label {
  const perMm = dotsPerMm[dpi]
  const scale = Math.min(widthMm / 100, heightMm / 60)
  const sheet: Sheet = { right: widthMm / scale, dpi, dots: (mm) => Math.round(mm * scale * perMm) }
  const zpl = [
    // ^CI28 is UTF-8; ^LH and ^LT undo what another program may have left in the printer.
    `^XA^CI28^LH0,0^LT0^PW${Math.round(widthMm * perMm)}^LL${Math.round(heightMm * perMm)}`,
    ...headline(content, sheet),
    ...middle(content, sheet),
    ...codes(content, sheet),
    '^PQ1^XZ',
  ]
  return { zpl: `${zpl.filter(Boolean).join('\n')}\n`, widthMm, heightMm, dpi }
}

function headline({ word, mark, markTitle, alarm }: LabelContent, sheet: Sheet): readonly string[] {
  const left = sheet.right - margin - markWidth
  // Letters keep their height and grow narrower until the word fits.
  const wide = Math.min(wordFont, (left - 2 * margin) / widthOf(word))
  const middleOf = (text: string, font: number) => left + (markWidth - widthOf(text) * font * 0.94) / 2
  return [
    alarm ? bar({ x: 0, y: 0, width: left - 1.5, height: headHeight }, sheet) : '',
    `${at(margin, 4, sheet)}${alarm ? '^FR' : ''}^A0N,${sheet.dots(wordFont)},${sheet.dots(wide)}${field(word)}`,
    `${at(left, 1, sheet)}^GB${sheet.dots(markWidth)},${sheet.dots(headHeight - 1)},${sheet.dots(0.8)}^FS`,
    line(mark, { x: middleOf(mark, 19.5), y: 2.6, font: 19.5 }, sheet),
    line(markTitle, { x: middleOf(markTitle, 2.8), y: 18.4, font: 2.8 }, sheet),
  ]
}

function middle({ title, lines, signs }: LabelContent, sheet: Sheet): readonly string[] {
  const space = sheet.right - 2 * margin
  const [first, second] = twoLines(title, space / 4)
  const signWidth = Math.max(...signs.map(widthOf)) * 4.4
  const signLeft = sheet.right - margin - signWidth
  const room = (space - (signWidth > 0 ? signWidth + 3 : 0)) / 3.6
  const sign = (text: string, y: number) => line(text, { x: signLeft, y, font: 4.4 }, sheet)
  const block: Area = { x: signLeft - 1.2, y: 31.5, width: signWidth + 2.4, height: 5.4 }
  return [
    line(first, { x: margin, y: 23.2, font: 4 }, sheet),
    line(second, { x: margin, y: 27.4, font: 4 }, sheet),
    line(fitted(lines[0], room), { x: margin, y: 32.4, font: 3.6 }, sheet),
    line(fitted(lines[1], room), { x: margin, y: 36.4, font: 3.6 }, sheet),
    signs[0] ? bar(block, sheet) : '',
    sign(signs[0], 32.5).replace('^A0', '^FR^A0'),
    sign(signs[1], 37.5),
  ]
}

function codes({ code, foot }: LabelContent, sheet: Sheet): readonly string[] {
  // Code 128 modules of about 0.35 mm; 21 QR modules (version 1) about 16 mm wide. Both must be whole dots.
  const module = { 203: 3, 300: 4, 600: 9 }[sheet.dpi]
  const magnification = { 203: 6, 300: 9, 600: 10 }[sheet.dpi]
  const height = sheet.dots(11.5)
  const qr = sheet.dots(sheet.right - margin) - 21 * magnification
  const qrTop = sheet.dots(58) - 21 * magnification
  const footLeft = margin + widthOf(code) * 4.4 + 3
  const room = (sheet.right - 24 - footLeft) / 2.6
  return [
    `${at(margin + 1, 41, sheet)}^BY${module},3,${height}^BCN,${height},N,N,N,A${field(code)}`,
    line(code, { x: margin + 1, y: 54, font: 4.4 }, sheet),
    line(foot[0], { x: footLeft, y: 53.4, font: 2.6 }, sheet),
    line(fitted(foot[1], room), { x: footLeft, y: 56.3, font: 2.6 }, sheet),
    // Printers shift a QR code down by the bar height last set: ^BY first.
    `^BY2,3,10^FO${qr},${qrTop}^BQN,2,${magnification}${field(`MA,${code}`)}`,
  ]
}

function at(x: number, y: number, { dots }: Sheet): string {
  return `^FO${dots(x)},${dots(y)}`
}

interface Line {
  readonly x: number
  readonly y: number
  /** Height of the font in millimetres. */
  readonly font: number
}

function line(words: string, { x, y, font }: Line, sheet: Sheet): string {
  const height = sheet.dots(font)
  return words ? `${at(x, y, sheet)}^A0N,${height},${height}${field(words)}` : ''
}

function bar({ x, y, width, height }: Area, sheet: Sheet): string {
  const thick = sheet.dots(height)
  return `${at(x, y, sheet)}^GB${sheet.dots(width)},${thick},${thick}^FS`
}
