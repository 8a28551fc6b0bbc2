import { join } from 'node:path'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import { readRubric } from '../../../main/inspection/rubric.ts'
import { categories } from '../../../main/kernel/item.ts'
import { learntGrades } from '../../../main/kernel/learnt.ts'
import { type Judged, saidBy } from '../../../models/learning/measures.ts'
import { startingFolder, startingHead } from '../../../models/learning/starting-folder.ts'
import { type LoadedHead, loadHead } from '../../../models/onnx/load-head.ts'
import { openSession } from '../../../models/onnx/session.ts'
import { asItIs, border, itemsOf, type Look, type MadeItem, type MadeItems } from '../made-items.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { figureOf, type Measuring, mean, type Setting } from '../protocol.ts'
import { type Answer, reliabilitiesOf } from '../reliability.ts'
import type { Figure, Row } from '../report.ts'
import { quadraticKappa } from '../statistics/agreement.ts'
import { calibrationError } from '../statistics/calibration.ts'

const about = {
  row: 'graded' as const,
  set: 'graded made items',
  by: 'the head that ships (models/weights/heads), on what the station found beside whole units',
}

/** An item, what the head said of it, and whether it would have been told as a hint. */
interface Said extends Omit<Judged, 'group'> {
  readonly group: string
  readonly told: boolean
  readonly by: MadeItem
}

/** Items whose damage was made, graded by the head that ships; the truth is the shipped rubric's word on that damage. */
export async function gradedRow(
  pack: Pack,
  setting: Setting,
  network: Network,
  weights: string,
): Promise<Row> {
  const folder = startingFolder(join(weights, 'any'))
  if (folder === '')
    return none('no head ships with these weights; make it with: make -C models/training head')
  const some = { ...pack, rows: firstThings(pack.rows, setting.most / 4) }
  const seen = (look: Look) => itemsOf(some, network, { look, progress: setting.progress })
  const [own, edges] = [await seen(asItIs), await seen(border)]
  const head = await loadHead(folder, startingHead, openSession)
  if (head.kind === 'refused') return none(head.detail)
  const [said, control] = [await saidOf(own, head), await saidOf(edges, head)]
  return {
    ...about,
    protocol:
      'goods of people and products never trained on, four whole units of each taught, none to two defects made on an item, one or two views; people and products are the groups',
    figures: figuresOf(said, control, setting),
    notes: notesOf(own, head),
    reliability: reliabilitiesOf(
      [
        {
          ...{ title: 'Grades of made items', file: 'reliability-grades.svg', all: stated(said) },
          kinds: categories.map(
            (one) => [one, stated(said.filter(({ by }) => by.category === one))] as const,
          ),
        },
      ],
      setting.drawing,
    ),
  }
}

function none(notMeasured: string): Row {
  return { ...about, protocol: '', figures: [], notMeasured }
}

function firstThings(rows: Pack['rows'], most: number): Pack['rows'] {
  const names = [...new Set(rows.map((row) => row.thing))].slice(0, most)
  return rows.filter((row) => names.includes(row.thing))
}

async function saidOf({ items }: MadeItems, head: LoadedHead): Promise<Said[]> {
  const said: Said[] = []
  for (const by of items) {
    const weighed = await head.weigh(by.features)
    if (weighed) said.push({ grade: by.grade, odds: weighed.odds, group: by.group, told: weighed.sure, by })
  }
  return said
}

type Measure = (rows: readonly Said[]) => number

const kappa: Measure = (rows) => kappaOf(rows, ({ odds }) => saidBy(odds))
const withinOne: Measure = (rows) =>
  mean(rows.map(({ grade, odds }) => (Math.abs(saidBy(odds) - grade) < 2 ? 1 : 0)))
const exact: Measure = (rows) => mean(rows.map(({ grade, odds }) => (saidBy(odds) === grade ? 1 : 0)))
const share: Measure = (rows) => mean(rows.map(({ told }) => (told ? 1 : 0)))
const error: Measure = (rows) => calibrationError(stated(rows))
/** Without a head: the rubric's word on everything that was found, hints included. */
const byRubric: Measure = (rows) => kappaOf(rows, ({ by }) => rubricOn(by))

function figuresOf(own: readonly Said[], control: readonly Said[], { drawing }: Setting): Figure[] {
  const figure = (name: string, measure: Measure, more: Partial<Measuring<Said>> = {}) =>
    figureOf(name, own, { measure, control, drawing, ...more })
  const hinted = (rows: readonly Said[]) => rows.filter((row) => row.told)
  return [
    figure('quadratic kappa', kappa),
    figure('quadratic kappa of the rubric on the hints', byRubric),
    figure('grade right', exact),
    figure('right within one grade', withinOne),
    figure('calibration error', error, { falling: true, quiet: true }),
    figure('items it gives a hint on', share, { quiet: true }),
    ...(hinted(own).length > 0
      ? [
          figureOf('of those, grade right', hinted(own), {
            measure: exact,
            control: hinted(control),
            drawing,
          }),
        ]
      : []),
  ]
}

function kappaOf(rows: readonly Said[], said: (row: Said) => number): number {
  return quadraticKappa(
    rows.map(said),
    rows.map(({ grade }) => grade),
    learntGrades.length,
  )
}

function rubricOn({ category, found }: MadeItem): number {
  return learntGrades.indexOf(readRubric(defaultPolicy.rubrics[category], found.findings).grade)
}

function stated(rows: readonly Said[]): Answer[] {
  return rows.map(({ odds, grade, group }) => ({
    ...{ sure: Math.max(...odds), right: saidBy(odds) === grade, group },
  }))
}

function notesOf({ items, unseen }: MadeItems, { manifest }: LoadedHead): string[] {
  const { promise, decisions, sessions } = manifest
  const counts = learntGrades.map(
    (grade, k) => `${grade} ${items.filter(({ grade: one }) => one === k).length}`,
  )
  return [
    `True grades: ${counts.join(', ')}. Not judged by the station, which saw two pieces or none: ${unseen} of ${items.length + unseen} items.`,
    `It learnt from ${decisions} other items of ${sessions} people and products. ${
      promise
        ? `By its own cross-validation at least ${Math.floor(promise.accuracy * 100)} of 100 hints on made damage are right; on a dock nobody knows, so they decide nothing.`
        : 'Its own cross-validation bears no promise: it ships silent.'
    }`,
    'The border is told by a head that learnt from whole views: what it sees there is unlike anything it knows.',
  ]
}
