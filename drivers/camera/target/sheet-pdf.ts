import PDFDocument from 'pdfkit'
import { darkSquares, type Paper, papers, sheet } from './layout.ts'

/** Points of a PDF in a millimetre. */
const perMm = 72 / 25.4

type Doc = InstanceType<typeof PDFDocument>

const words = {
  en: {
    title: 'Regrade calibration sheet',
    how: 'Print at 100 % ("actual size"), on matt paper. Lay it flat where items lie, or stand it upright facing the camera.',
    ruler: 'Measure this line with a ruler. It should be 100 mm long; type in Set-up what you measure.',
  },
  de: {
    title: 'Regrade Kalibrierblatt',
    how: 'Mit 100 % ("Tatsächliche Größe") auf mattes Papier drucken. Flach hinlegen, wo Artikel liegen, oder zur Kamera hin aufstellen.',
    ruler:
      'Diese Linie mit einem Lineal messen. Sie soll 100 mm lang sein; das Gemessene unter Einrichtung eintragen.',
  },
} as const
export type SheetLanguage = keyof typeof words

/** The calibration sheet as a PDF of one page, drawn in millimetres; the built-in font needs no file. */
export function sheetPdf(paper: Paper, language: SheetLanguage): Promise<Uint8Array> {
  const { width, height } = papers[paper]
  const doc = new PDFDocument({ size: [width * perMm, height * perMm], margin: 0, compress: false })
  const text = words[language]
  doc.info.Title = text.title
  doc.scale(perMm)
  const left = (width - sheet.columns * sheet.squareMm) / 2
  drawBoard(doc, left)
  drawRuler(doc, (width - sheet.rulerMm) / 2)
  drawText(doc, left, [text.title, text.how, text.ruler])
  return bytesOf(doc)
}

function drawBoard(doc: Doc, left: number): void {
  for (const { x, y } of darkSquares())
    doc.rect(left + x, sheet.topMm + y, sheet.squareMm, sheet.squareMm).fill('#000')
}

/** A line with a stroke every ten millimetres; its ends are the outer edges of the end strokes' middle lines. */
function drawRuler(doc: Doc, left: number): void {
  const { rulerMm, rulerTopMm } = sheet
  doc.lineWidth(0.25).strokeColor('#000')
  doc
    .moveTo(left, rulerTopMm)
    .lineTo(left + rulerMm, rulerTopMm)
    .stroke()
  for (let mm = 0; mm <= rulerMm; mm += 10) {
    const tall = mm % 50 === 0 ? 5 : 3
    doc
      .moveTo(left + mm, rulerTopMm)
      .lineTo(left + mm, rulerTopMm + tall)
      .stroke()
  }
}

function drawText(doc: Doc, left: number, [title = '', how = '', ruler = '']: readonly string[]): void {
  doc.fillColor('#000').font('Helvetica')
  const line = (text: string, y: number, size: number) =>
    doc.fontSize(size).text(text, left, y, { lineBreak: false })
  line(title, 8, 5)
  line(how, 15, 2.6)
  line(ruler, sheet.rulerTopMm + 8, 3)
}

function bytesOf(doc: Doc): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    doc.end()
  })
}
