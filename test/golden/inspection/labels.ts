import { decide } from '../../../main/inspection/decide.ts'
import { settle } from '../../../main/inspection/decision.ts'
import { type LabelSettings, renderLabel, testLabel } from '../../../main/inspection/label.ts'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import type { Disposition, Grade, Item, Label } from '../../../main/inspection/record.ts'
import { expectedItem, graded, moment } from '../../unit/inspection/items.ts'

interface Case {
  readonly item?: Item
  readonly disposition: Disposition
  readonly grade: Grade
  readonly held?: boolean
  readonly settings?: Partial<LabelSettings>
  readonly station?: string
}

const boots = expectedItem(
  {
    title:
      'Wasserdichte Wanderstiefel für Damen „Höhenweg Größe 39½“, Leder, anthrazit-grün, mit Ersatzschnürsenkeln und Pflegewachs',
    sku: 'WANDERSTIEFEL-HOEHENWEG-DAMEN-ANTHRAZIT-39.5-EU',
  },
  { rma: 'RMA-DE-2026-0000417-WEIHNACHTEN' },
)
const mug = expectedItem(
  { title: '🔥 Zażółć gęślą jaźń 😀 – kubek ^XZ~JA_ 0,3 l', sku: 'KUBEK-0,3' },
  { rma: '7731' },
)

/** Labels as they come out of the printer, one file of ZPL each. */
const cases: Readonly<Record<string, Case>> = {
  restock: { disposition: 'restock', grade: 'A' },
  'long-german-title': {
    item: boots,
    disposition: 'refurbish',
    grade: 'B',
    settings: { locale: 'de' },
    station: 'Retourenannahme Süd, Tor 12, Förderband 3',
  },
  held: { disposition: 'quarantine', grade: 'U', held: true },
  'held-german-copy': {
    item: boots,
    disposition: 'quarantine',
    grade: 'C',
    held: true,
    settings: { locale: 'de', copy: 3 },
  },
  'polish-and-emoji': { item: mug, disposition: 'liquidate', grade: 'D', station: 'Łódź 1' },
  unlisted: {
    item: { kind: 'unlisted', category: 'toys' },
    disposition: 'quarantine',
    grade: 'E',
    held: true,
  },
  'copy-300-dpi': { disposition: 'return_to_vendor', grade: 'D', settings: { dpi: 300, copy: 2 } },
  'four-by-six-inches': { disposition: 'open_box', grade: 'B', settings: { widthMm: 102, heightMm: 152 } },
  smallest: {
    item: boots,
    disposition: 'donate',
    grade: 'C',
    settings: { widthMm: 96, heightMm: 57, copy: 12 },
  },
  '600-dpi': { disposition: 'recycle', grade: 'E', settings: { dpi: 600 } },
}

function drawn({
  item = expectedItem(),
  disposition,
  grade,
  held = false,
  settings,
  station = 'Dock 3',
}: Case): Label {
  const judged = graded({ item })
  const proposed = { ...judged, proposal: decide(judged, defaultPolicy) }
  const decided = settle(proposed, { by: 'staff-1', at: moment })
  const decision = { ...decided.decision, disposition, grade, held }
  return renderLabel({ ...decided, decision }, { ...defaultPolicy.label, ...settings }, station)
}

export const labels: readonly (readonly [string, Label])[] = [
  ...Object.entries(cases).map(([name, each]) => [name, drawn(each)] as const),
  ['test', testLabel(defaultPolicy.label, 'Dock 3')],
]

export const codeOn = (name: string) => (name === 'test' ? 'REGRADE-TEST' : 'RGDJ166XF0H05')
