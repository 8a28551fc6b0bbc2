import type { DevicesView, LaneState, LaneView } from '../../main/api/views.ts'
import { reason } from '../../main/inspection/reasons.ts'
import type { GradeVerdict, Item, Proposal } from '../../main/inspection/record.ts'
import type { Finding, Inference, LikenessWord } from '../../main/kernel/finding.ts'
import type { Shot } from '../../main/kernel/frame.ts'
import type { Sku } from '../../main/kernel/item.ts'

/** All devices well, central reached, model ready. */
export const devicesFine: DevicesView = {
  scanners: [{ name: 'Hand scanner', driver: 'serial', state: { kind: 'ready' } }],
  cameras: (['top', 'left', 'right'] as const).map((role) => ({
    name: `Camera ${role}`,
    driver: 'http',
    role,
    state: { kind: 'ready' },
  })),
  printer: { name: 'Label printer', driver: 'serial', state: { kind: 'ready' }, waitingJobs: 0 },
  network: { kind: 'online', unsent: 0, lastSent: 1_767_254_400_000, detail: '' },
  eyes: { kind: 'ready', detail: 'first-light@1' },
}

/** Out of labels, network gone with work unsent, one camera lost, no model. */
export const devicesInTrouble: DevicesView = {
  ...devicesFine,
  cameras: devicesFine.cameras.map((camera, index) =>
    index === 1
      ? { ...camera, state: { kind: 'lost', fault: 'CAMERA_LOST', detail: 'connect ECONNREFUSED' } }
      : camera,
  ),
  printer: {
    ...devicesFine.printer,
    waitingJobs: 3,
    state: { kind: 'lost', fault: 'PRINTER_EMPTY', detail: 'paper out' },
  },
  network: { kind: 'offline', unsent: 128, detail: 'connect ETIMEDOUT' },
  eyes: { kind: 'absent', detail: 'no model pack in models/weights' },
}

export const skus: readonly Sku[] = [
  ['KETTLE-17', 'Electric kettle, stainless steel, 1.7 l, temperature display', 'small_electronics', 4999],
  ['HOOD-GREY-L', 'Hooded sweatshirt, organic cotton, grey, L', 'apparel', 5990],
  ['RUN-SHOE-42', 'Running shoe, white and orange, 42', 'footwear', 11900],
  ['PAN-28', 'Cast iron frying pan, 28 cm', 'housewares', 6450],
  ['TRAIN-SET', 'Wooden train set, 64 pieces, with bridge and station', 'toys', 7995],
  ['TEA-GREEN', 'Green tea, loose, 500 g', 'packaged_goods', 1890],
  ['LAMP-DESK', 'Desk lamp, dimmable', 'small_electronics', 3995],
  ['COAT-RED-M', 'Rain coat, red, M', 'apparel', 8990],
].map(([sku, title, category, minor], index) => ({
  sku: sku as string,
  title: title as string,
  category: category as Sku['category'],
  gtin: `0200000000${1005 + index}`,
  price: { minor: minor as number, currency: 'EUR' },
  flags: [],
}))

function expected(index: number, why: string): Item {
  const sku = skus[index]!
  return {
    kind: 'expected',
    sku,
    line: { line: `line-${index}`, rma: 'RMA-20417', sku: sku.sku, quantity: 1, reason: why },
  }
}

export const shots: readonly Shot[] = (['top', 'left', 'right', 'front'] as const).map((role, index) => ({
  role,
  sha256: `${index}`.repeat(64),
  mediaType: 'image/jpeg',
  takenAt: 1_767_254_400_000,
  device: `Camera ${role}`,
  quality: { verdict: 'good', width: 1600, height: 1200, sharpness: 220, exposure: 128 },
}))

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

export const findings: readonly Finding[] = [
  {
    type: 'deformation',
    severity: 'major',
    score: 0.91,
    source: 'model',
    sizeMm: 46,
    view: { role: 'top', region: box(0.16, 0.3, 0.24, 0.22) },
  },
  {
    type: 'superficial',
    severity: 'minor',
    score: 0.74,
    source: 'model',
    sizeMm: 12,
    view: { role: 'top', region: box(0.6, 0.56, 0.14, 0.12) },
  },
  {
    type: 'superficial',
    severity: 'minor',
    score: 0.62,
    source: 'model',
    view: { role: 'left', region: box(0.3, 0.02, 0.2, 0.14) },
  },
  { type: 'missing_unit', severity: 'minor', score: 1, source: 'checklist' },
]

/** What four views of it showed beside 16 whole units: one differs, one lies otherwise and gives a hint only. */
/** It looks like another product, by units too few to count. */
export const doubted: LikenessWord = {
  ...{ says: 'hint', doubted: true, sku: 'KETTLE-12', title: 'Kettle, brushed steel, 1.2 litres' },
  ...{ own: 0.61, other: 0.88, units: 9, others: 41, falseAlarms: { guess: 0.1, high: 0.34 } },
  model: 'dock-identity@3.0.0',
}

export const compared: Extract<Inference, { status: 'done' }> = {
  status: 'done',
  findings: [],
  category: [],
  memory: (['top', 'left', 'right', 'front'] as const).map((role, at) => ({
    ...{ role, units: 16, score: at },
    says: at === 1 ? ('hint' as const) : ('verdict' as const),
    different: at < 2,
    registered: at !== 1,
    falseAlarms: { guess: 0.06, high: 0.21 },
  })),
  model: 'first-light@1',
  timings: { decodeMs: 61, runMs: 344 },
}

/** Where a view lay otherwise, and may differ. */
export const hint: Finding = {
  type: 'missing_unit',
  severity: 'minor',
  score: 0.5,
  source: 'model',
  hint: true,
  view: { role: 'left', region: box(0.55, 0.5, 0.2, 0.26) },
}

export const verdict: GradeVerdict = {
  grade: 'C',
  probabilities: { A: 0.03, B: 0.15, C: 0.66, D: 0.14, E: 0.02 },
  voices: { rubric: 'C', model: 'B' },
  reasons: [
    reason('rubric_count', {
      grade: 'C',
      severity: 'major',
      type: 'deformation',
      count: 1,
      better: 'B',
      allowed: 0,
    }),
    reason('model_odds', { model: 'first-light@1', none: 14, minor: 61, major: 25, grade: 'B', odds: 48 }),
    reason('voices', { rubric: 'C', model: 'B' }),
  ],
}

const euro = (minor: number) => ({ minor, currency: 'EUR' })

export const proposal: Proposal = {
  choice: 'open_box',
  alternatives: [
    { disposition: 'open_box', expected: euro(2710), allowed: true, reasons: [] },
    { disposition: 'refurbish', expected: euro(2260), allowed: true, reasons: [] },
    { disposition: 'liquidate', expected: euro(1145), allowed: true, reasons: [] },
    { disposition: 'donate', expected: euro(-250), allowed: true, reasons: [] },
    { disposition: 'restock', allowed: false, reasons: [] },
  ],
  confidence: 0.66,
  decidedBy: 'operator',
  reasons: [
    reason('best', { disposition: 'open_box', amount: '27.10 EUR', gain: '4.50 EUR', next: 'refurbish' }),
    reason('no_promise', {}),
  ],
}

const base: LaneView = {
  state: 'scan',
  revision: 1,
  candidates: [],
  wanted: [],
  confirm: 'always',
  openLinesOnReturn: 0,
  devices: devicesFine,
  simulated: false,
}
const first = { id: '01890000-0000-7000-8000-000000000001', plate: 'RG0123456789', code: 'RMA-20417' }
const bare = { ...first, answers: [], shots: [], findings: [] }
const known = { ...bare, item: expected(0, 'DEFECTIVE') }
const onReturn = { rma: 'RMA-20417', openLinesOnReturn: 3 }
const judged = { ...known, shots, findings, verdict, proposal }
const last = {
  id: first.id,
  plate: first.plate,
  grade: 'C',
  disposition: 'open_box',
  held: false,
  label: 'printed',
} as const

function view(state: LaneState, change: Partial<LaneView>): LaneView {
  return { ...base, ...change, state }
}

const why = {
  code: 'CAMERA_LOST',
  hint: '',
  detail: 'Camera left: connect ECONNREFUSED 127.0.0.1:8080',
} as const

/** Every face the lane can show, by a name a screenshot can carry. */
export const laneFaces = {
  scan: view('scan', {}),
  'scan-simulated': view('scan', { simulated: true }),
  'scan-after': view('scan', { last }),
  'scan-after-held': view('scan', {
    simulated: true,
    last: { ...last, disposition: 'quarantine', grade: 'U', held: true, label: 'waiting' },
    devices: devicesInTrouble,
  }),
  identified: view('identified', {
    item: bare,
    ...onReturn,
    candidates: [0, 1, 2].map((index) => ({ key: `k${index}`, item: expected(index, 'TOO_LARGE') })),
  }),
  'identified-many': view('identified', {
    item: bare,
    candidates: [...skus, ...skus].map((sku, index) => ({ key: `k${index}`, item: { kind: 'known', sku } })),
  }),
  unknown: view('identified', {
    item: { ...bare, code: '!!4006381<GS>333931 0000 half-read <RS> code from a torn label' },
  }),
  checking: view('checking', {
    item: known,
    ...onReturn,
    question: {
      id: 'hygiene_seal',
      text: 'Is everything there that belongs to it?',
      texts: { en: 'Is everything there that belongs to it?', de: 'Ist alles da, was dazugehört?' },
      hint: 'Cable, charger, manual, belt, spare buttons, bag.',
      hints: {
        en: 'Cable, charger, manual, belt, spare buttons, bag.',
        de: 'Kabel, Netzteil, Anleitung, Gürtel, Ersatzknöpfe, Tasche.',
      },
      number: 2,
      of: 5,
    },
  }),
  'checking-long': view('checking', {
    item: known,
    question: {
      id: 'swollen',
      text: 'Is it reset, with nobody’s account or data on it, and switched off for transport?',
      texts: {
        en: 'Is it reset, with nobody’s account or data on it, and switched off for transport?',
        de: 'Ist es zurückgesetzt, ohne fremdes Benutzerkonto und fremde Daten, und transportsicher ausgeschaltet?',
      },
      number: 4,
      of: 5,
    },
  }),
  'capturing-rig': view('capturing', {
    item: { ...known, shots: shots.slice(0, 1) },
    wanted: [
      { role: 'left', source: 'rig' },
      { role: 'right', source: 'rig' },
    ],
  }),
  'capturing-page': view('capturing', {
    item: { ...known, shots: shots.slice(0, 1) },
    wanted: [
      { role: 'left', source: 'page' },
      { role: 'label', source: 'page' },
    ],
  }),
  'capturing-again': view('capturing', {
    item: { ...known, shots: shots.slice(0, 2) },
    wanted: [{ role: 'right', source: 'page', why: 'blurred' }],
  }),
  inspecting: view('inspecting', { item: { ...known, shots } }),
  proposing: view('proposing', { item: judged, ...onReturn }),
  'proposing-offer': view('proposing', {
    item: {
      ...judged,
      item: { kind: 'unlisted', category: 'housewares' },
      proposal: {
        ...proposal,
        choice: 'quarantine',
        decidedBy: 'supervisor',
        reasons: [reason('unlisted', {}), reason('wait', {})],
      },
    },
    offer: { code: '04006381333931', title: skus[0]?.title ?? '' },
  }),
  'proposing-compared': view('proposing', {
    item: { ...judged, inference: compared, findings: [hint] },
    ...onReturn,
  }),
  'proposing-doubted': view('proposing', {
    item: { ...judged, inference: { ...compared, likeness: doubted }, findings: [hint] },
    ...onReturn,
  }),
  'proposing-untaught': view('proposing', {
    item: { ...judged, inference: { ...compared, memory: [] } },
    ...onReturn,
  }),
  'proposing-held': view('proposing', {
    item: {
      ...judged,
      item: { kind: 'unlisted', category: 'small_electronics' },
      findings: [],
      shots: shots.slice(0, 1),
      inference: { status: 'unsure', why: 'no_model', detail: '' },
      verdict: {
        ...verdict,
        grade: 'U',
        voices: { rubric: 'U', model: 'U' },
        reasons: [reason('eyes_unsure', { why: 'no_model' }), reason('nobody_knows', {})],
      },
      proposal: {
        choice: 'quarantine',
        alternatives: [],
        confidence: 0,
        decidedBy: 'supervisor',
        reasons: [reason('unlisted', {}), reason('ungraded', {}), reason('wait', {})],
      },
    },
    devices: devicesInTrouble,
  }),
  'proposing-clean': view('proposing', {
    item: {
      ...judged,
      item: expected(2, 'TOO_SMALL'),
      findings: [],
      verdict: { ...verdict, grade: 'A', reasons: [reason('rubric_clean', { grade: 'A' })] },
      proposal: { ...proposal, choice: 'return_to_vendor', confidence: 0.93 },
    },
  }),
  committing: view('committing', {
    item: { ...judged, decision: { disposition: 'recycle', grade: 'E', by: 's1', held: false, at: 0 } },
  }),
  printing: view('printing', { last: { ...last, disposition: 'restock', grade: 'A', label: 'sending' } }),
  verifying: view('verifying', {
    last: { ...last, disposition: 'restock', grade: 'A', label: 'printed' },
    check: { plate: last.plate, says: 'late' },
  }),
  wrongLabel: view('verifying', {
    last: { ...last, disposition: 'restock', grade: 'A', label: 'printed' },
    check: { plate: last.plate, says: 'other', found: 'RGZ0Z0Z0Z0Z0Z' },
  }),
  asking: view('asking', {
    item: known,
    fault: why,
    wanted: [{ role: 'left', source: 'rig', why: 'CAMERA_LOST' }],
  }),
  stopped: view('stopped', {
    item: judged,
    fault: {
      code: 'DISK_FULL',
      hint: '',
      detail: 'ENOSPC: no space left on device, write to ledger.db-wal',
    },
  }),
} satisfies Record<string, LaneView>
export type LaneFace = keyof typeof laneFaces

const signs = [
  'restock',
  'open_box',
  'refurbish',
  'liquidate',
  'donate',
  'recycle',
  'return_to_vendor',
  'quarantine',
] as const
/** The big sign of every disposition. */
export const signFaces: readonly LaneView[] = signs.map((disposition) =>
  view('printing', { last: { ...last, disposition, label: 'sending' } }),
)
