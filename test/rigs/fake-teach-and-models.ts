import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelsDesk, TeachDesk } from '../../main/api/desk.ts'
import type { AgreementView, ModelsView, PackView, VotesView } from '../../main/api/models-views.ts'
import type { TaughtRow, TeachOutcome, TeachView } from '../../main/api/teach-views.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { skus } from './fake-lane-views.ts'

type Said = (name: string) => (...parts: readonly unknown[]) => void

/** What a fake desk for teaching may be told to do. */
export interface FakeTeach extends TeachDesk {
  /** Units known, by SKU. */
  readonly known: Map<string, number>
  /** What the next unit meets: an outcome, or a fault thrown while it is photographed. */
  next: Exclude<TeachOutcome, { kind: 'kept' }> | Fault | undefined
  rows: readonly TaughtRow[]
  /** The next unit is looked at until this resolves. */
  hold: Promise<void> | undefined
  /** Where the pictures come from. */
  cameras: TeachView['cameras']
}

const ring = (cx: number, cy: number, r: number) =>
  Array.from({ length: 40 }, (_, at) => ({
    x: cx + r * 0.75 * Math.cos((at * Math.PI) / 20),
    y: cy + r * Math.sin((at * Math.PI) / 20),
  }))

/** The roles of a usual rig. */
const rig: TeachView['cameras'] = (['top', 'left', 'right', 'front'] as const).map((role) => ({
  role,
  source: 'rig',
}))

export function fakeTeach(said: Said, count = 6): FakeTeach {
  let last = 0
  const view = (sku: string): TeachView => viewOf(sku, desk)
  const desk: FakeTeach = {
    known: new Map(skus.map(({ sku }) => [sku, count])),
    next: undefined,
    hold: undefined,
    rows: taughtRows(40),
    cameras: rig,
    view,
    list: () => desk.rows,
    find: (code) => skus.filter(({ sku, gtin }) => code === sku || code === gtin || code === 'RMA-2'),
    shoot: async (sku) => {
      said('teach.shoot')(sku)
      if (desk.next instanceof Fault) throw desk.next
      last += 1
      return { unit: `${sku}-${last}`, roles: desk.cameras.map(({ role }) => role) }
    },
    keep: async (unit) => {
      said('teach.keep')(unit)
      await desk.hold
      if (desk.next && !(desk.next instanceof Fault)) return desk.next
      const sku = unit.replace(/-\d+$/, '')
      desk.known.set(sku, (desk.known.get(sku) ?? 0) + 1)
      const views = desk.cameras.map(({ role }, at) => ({
        role,
        outline: [ring(0.5, 0.56, 0.34)],
        registered: at !== 2,
        quality: at === 2 ? 0.41 : 0.87,
      }))
      return { kind: 'kept', views, taught: view(sku) }
    },
    undo: (sku) => {
      said('teach.undo')(sku)
      desk.known.set(sku, Math.max(0, (desk.known.get(sku) ?? 0) - 1))
      return view(sku)
    },
    upload: (role) => said('teach.upload')(role),
    photo: () => new Uint8Array([0xff, 0xd8]),
  }
  return desk
}

function viewOf(sku: string, { known, cameras }: FakeTeach): TeachView {
  const units = known.get(sku) ?? 6
  // Items of the review queue are of a catalogue of their own.
  const item = skus.find((each) => each.sku === sku) ?? { title: sku, category: 'other' }
  return {
    ...{ sku, units, cameras, title: item.title, category: item.category },
    needs: { hint: 4, verdict: 16 },
    may: units >= 16 ? 'verdict' : units >= 4 ? 'hint' : 'nothing',
    wanted: { hint: Math.max(0, 4 - units), verdict: Math.max(0, 16 - units) },
    ...(units >= 4 ? { falseAlarms: { guess: 1 / (units + 1), high: 1 - 0.025 ** (1 / units) } } : {}),
    ...(units > 0 ? { ends: { first: `${sku}-a`, last: `${sku}-z` } } : {}),
  }
}

/** So many lines of the list of taught SKUs. */
export function taughtRows(count: number): readonly TaughtRow[] {
  return Array.from({ length: count }, (_, at) => {
    const units = ((at * 7) % 20) + 1
    const item = skus[at % skus.length]!
    return {
      ...{ units, at: Date.UTC(2026, 4, 1) - at * 3_600_000 },
      sku: at < skus.length ? item.sku : `${item.sku}-${at}`,
      title: item.title,
      may: units >= 16 ? 'verdict' : units >= 4 ? 'hint' : 'nothing',
    }
  })
}

export interface FakeModels extends ModelsDesk {
  shown: ModelsView
}

const votes = (both: number, activeOnly: number, shadowOnly: number, neither: number): VotesView => ({
  ...{ both, activeOnly, shadowOnly, neither },
})

const agreement: AgreementView = {
  active: 'first-light@1.0.0',
  shadow: 'dock-defects@0.3.0',
  items: 412,
  answered: votes(405, 4, 2, 1),
  severity: { compared: 380, same: 311 },
  damaged: votes(88, 31, 57, 229),
  types: {
    superficial: votes(40, 22, 38, 305),
    deformation: votes(31, 6, 12, 356),
    missing_unit: votes(2, 0, 9, 394),
  },
}

const packs: readonly PackView[] = [
  {
    ...{ model: 'first-light@1.0.0', licence: 'Apache-2.0', voucher: 'shipped', active: true, shadow: false },
    promise: 'A small network (2.5 million parameters) that looks at one view of one returned item.',
    role: 'judges',
  },
  {
    ...{
      model: 'dock-defects@0.3.0',
      licence: 'Apache-2.0',
      voucher: 'trusted',
      active: false,
      shadow: true,
    },
    promise: 'Tells damage on boxes and bottles.',
    role: 'judges',
  },
  {
    ...{
      model: 'own-trial@0.0.1',
      licence: 'proprietary',
      voucher: 'unsigned',
      active: false,
      shadow: false,
    },
    promise: '',
    role: 'judges',
  },
  {
    ...{
      model: 'dock-identity@2.0.0',
      licence: 'Apache-2.0',
      voucher: 'shipped',
      active: true,
      shadow: false,
    },
    promise: 'Tells products apart by their looks.',
    role: 'tells',
  },
  {
    ...{
      model: 'own-identity@1.0.0',
      licence: 'proprietary',
      voucher: 'trusted',
      active: false,
      shadow: false,
    },
    promise: 'Tells our cartons apart.',
    role: 'tells',
  },
]

const sentence = 'failed the check "vectors": picture 2 gives 0.61 where its maker got 0.12.'

export function fakeModels(said: Said): FakeModels {
  const desk: FakeModels = {
    shown: {
      packs,
      eyes: { kind: 'ready', detail: 'first-light@1.0.0' },
      before: 'dock-defects@0.3.0',
      identity: { kind: 'ready', detail: 'dock-identity@2.0.0' },
      identityBefore: 'own-identity@1.0.0',
      refused: [
        {
          model: 'own-trial@0.0.2',
          detail: `The model own-trial@0.0.2 ${sentence}`,
          at: Date.UTC(2026, 4, 1),
          by: 'Admin 1',
        },
      ],
      shadow: { wished: 'dock-defects', kind: 'ready', detail: 'dock-defects@0.3.0' },
      agreements: [agreement],
      looksBack: 1000,
    },
    view: () => desk.shown,
    card: () => readFileSync(join(import.meta.dirname, '../../models/weights/MODEL_CARD.md'), 'utf8'),
    activate: async (model) => {
      said('models.activate')(model)
      if (model.startsWith('own-'))
        return { kind: 'refused', model, detail: `The model ${model} ${sentence}` }
      desk.shown = { ...desk.shown, packs: packs.map((each) => ({ ...each, active: each.model === model })) }
      return { kind: 'done', model, detail: `${model} is active.` }
    },
    rollBack: async (role) => {
      said('models.rollBack')(role)
      return { kind: 'done', model: 'dock-defects@0.3.0', detail: 'dock-defects@0.3.0 is active.' }
    },
  }
  return desk
}
