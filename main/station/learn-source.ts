import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { sessionsOf } from '../../models/learning/folds.ts'
import { type Counted, defaultTerms } from '../../models/learning/learn.ts'
import type { ConfirmedDecision } from '../../models/learning/port.ts'
import type { ConfirmedFeatures, ConfirmedSource } from '../../sync/ledger/port.ts'
import { learntGrades, packOf } from '../kernel/learnt.ts'

/** Whose features are learnt from: one network, one layout, one way of photographing. */
export interface Source {
  readonly pack: string
  readonly layout: string
}

/** Newest decisions that tell how the station photographs now: an item in a hundred may be seen another way. */
const newest = 50

const manifestShape = z.looseObject({ name: z.string(), version: z.string(), sha256: z.string() })

/** How features of the pack at a manifest are named; undefined where it cannot be read. */
export function packAt(manifestFile: string): string | undefined {
  try {
    const { name, version, sha256 } = manifestShape.parse(JSON.parse(readFileSync(manifestFile, 'utf8')))
    return packOf(`${name}@${version}`, sha256)
  } catch {
    return undefined
  }
}

/** The commonest way of photographing among the newest decisions seen by this pack; undefined where there is none. */
export function sourceOf(all: readonly ConfirmedSource[], pack: string | undefined): Source | undefined {
  const counts = new Map<string, number>()
  for (const { layout } of all.filter((each) => each.pack === pack).slice(-newest))
    counts.set(layout, (counts.get(layout) ?? 0) + 1)
  const [layout] = [...counts.entries()].sort((a, b) => b[1] - a[1])[0] ?? []
  return pack === undefined || layout === undefined ? undefined : { pack, layout }
}

/** Decisions of that source. */
export function usable(all: readonly ConfirmedSource[], source: Source | undefined): ConfirmedSource[] {
  return all.filter((each) => each.pack === source?.pack && each.layout === source.layout)
}

/** How much there is to learn from, as a head will count it (items photographed again apart). */
export function countedOf(rows: readonly ConfirmedSource[]): Counted {
  return {
    decisions: rows.length,
    sessions: new Set(sessionsOf(rows.map((row) => row.at))).size,
    perGrade: learntGrades.map((grade) => rows.filter((row) => row.grade === grade).length),
  }
}

/** What is needed before a head may speak. */
export const needs = {
  decisions: defaultTerms.leastDecisions,
  sessions: defaultTerms.leastSessions,
  ofAGrade: defaultTerms.leastOfAGrade,
}

/** What the ledger kept, as learning takes it. */
export function decisionsOf(rows: readonly ConfirmedFeatures[]): ConfirmedDecision[] {
  const sessions = sessionsOf(rows.map(({ record }) => record.decision.at))
  return rows.map(({ record, grade, values }, i) => ({
    grade: learntGrades.indexOf(grade),
    unit: unitOf(record),
    session: sessions[i]!,
    features: values,
  }))
}

/** The physical thing: by its serial number, by the plate that was scanned, else this inspection's own plate. */
function unitOf({ item, reading, plate }: ConfirmedFeatures['record']): string {
  const serial = reading.serial ?? ('line' in item ? item.line.serial : undefined)
  if (serial) return `serial ${'sku' in item ? item.sku?.sku : ''} ${serial}`
  return `plate ${(reading.kind === 'licence_plate' && reading.references[0]) || plate}`
}
