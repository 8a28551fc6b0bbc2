import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ItemFeatures, type LearntGrade, learntGrades } from '../../main/kernel/learnt.ts'
import { type HeadManifest, readHeadManifest, readHeadVectors } from '../learning/head-manifest.ts'
import { opsetOf } from './opset.ts'
import type { openSession, Session } from './session.ts'

/** A head that passed every check. */
export interface LoadedHead {
  readonly kind: 'ready'
  readonly manifest: HeadManifest
  /** What it says of an item; undefined while it has earned no promise, or for features it was not learnt from. */
  judge(features: ItemFeatures): Promise<LearntGrade | undefined>
  /** The same whether it has earned a promise or not, so that it can be measured. */
  weigh(features: ItemFeatures): Promise<Weighed | undefined>
}
/** Odds of A to E that sum to 1, and whether they reach the promise for an item like those learnt from. */
export interface Weighed {
  readonly odds: readonly number[]
  readonly sure: boolean
}
/** A head that failed a check: the sentence names it and the check. */
export interface RefusedHead {
  readonly kind: 'refused'
  readonly detail: string
}

interface Failed {
  readonly check: 'manifest' | 'sha256' | 'opset' | 'load' | 'inputs' | 'vectors'
  readonly problem: string
}

/** Loads a head of a folder by its name; never rejects: what fails a check is refused by name. */
export async function loadHead(
  folder: string,
  name: string,
  open: typeof openSession,
): Promise<LoadedHead | RefusedHead> {
  const loaded = await checkedHead(folder, name, open).catch(
    (error: unknown): Failed => ({ check: 'load', problem: sentence(error) }),
  )
  if (!('check' in loaded)) return loaded
  return {
    kind: 'refused',
    detail: `The head ${name} failed the check "${loaded.check}": ${loaded.problem}. Learn again, or undo it.`,
  }
}

async function checkedHead(
  folder: string,
  name: string,
  open: typeof openSession,
): Promise<LoadedHead | Failed> {
  const manifest = readHeadManifest(readFileSync(join(folder, `${name}.manifest.json`), 'utf8'))
  if ('problem' in manifest) return { check: 'manifest', problem: manifest.problem }
  if (manifest.name !== name) return { check: 'manifest', problem: `it calls itself ${manifest.name}` }
  const bytes = readFileSync(join(folder, manifest.file))
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.sha256)
    return { check: 'sha256', problem: `${manifest.file} is not the file the manifest names` }
  if (opsetOf(bytes) !== manifest.opset)
    return {
      check: 'opset',
      problem: `${manifest.file} asks for another operator set than ${manifest.opset}`,
    }
  const session = await open(bytes, 1)
  const size = session.inputs.find((port) => port.name === 'features')?.shape[1]
  if (session.inputs.length !== 1 || size !== manifest.features.size)
    return { check: 'inputs', problem: `it takes ${size ?? 'no'} features, not ${manifest.features.size}` }
  const problem = await vectorsDiffer(
    session,
    manifest,
    readFileSync(join(folder, manifest.vectors.file), 'utf8'),
  )
  if (problem) return { check: 'vectors', problem }
  const weigh = (features: ItemFeatures) => weighed(session, manifest, features)
  const judge = async (features: ItemFeatures) => judged(manifest, await weigh(features))
  return { kind: 'ready', manifest, judge, weigh }
}

async function vectorsDiffer(
  session: Session,
  { features, vectors: { tolerance } }: HeadManifest,
  text: string,
): Promise<string | undefined> {
  const vectors = readHeadVectors(text)
  if ('problem' in vectors) return vectors.problem
  for (const [i, vector] of vectors.entries()) {
    if (vector.features.length !== features.size) return `vector ${i} has ${vector.features.length} features`
    const { odds } = await said(session, Float32Array.from(vector.features))
    const off = Math.max(...vector.odds.map((value, k) => Math.abs(value - (odds[k] ?? Number.NaN))))
    // written so that NaN disagrees
    if (!(off <= tolerance)) return `vector ${i} is off by ${off.toPrecision(3)}; ${tolerance} is allowed`
  }
  return undefined
}

function judged(manifest: HeadManifest, said: Weighed | undefined): LearntGrade | undefined {
  const { name, version, promise, decisions, hint } = manifest
  if (!promise || !said) return undefined
  const shares = Object.fromEntries(learntGrades.map((grade, k) => [grade, said.odds[k] ?? 0]))
  return {
    head: `${name}@${version}`,
    odds: shares as LearntGrade['odds'],
    sure: said.sure,
    promised: promise.accuracy,
    decisions,
    ...(hint ? { hint } : {}),
  }
}

async function weighed(
  session: Session,
  { features, promise, farthest }: HeadManifest,
  item: ItemFeatures,
): Promise<Weighed | undefined> {
  const same = item.pack === features.pack && item.layout === features.layout
  if (!same || item.values.length !== features.size) return undefined
  const { odds, distance } = await said(session, item.values)
  const sum = odds.reduce((total, value) => total + value, 0)
  if (!Number.isFinite(sum + distance) || !(Math.abs(sum - 1) < 0.02)) return undefined
  const shares = Array.from(odds, (value) => value / sum)
  const sure = promise !== undefined && Math.max(...shares) >= promise.threshold && distance <= farthest
  return { odds: shares, sure }
}

async function said(session: Session, features: Float32Array) {
  const given = await session.run({ name: 'features', data: features, shape: [1, features.length] })
  return { odds: given.odds ?? new Float32Array(), distance: given.distance?.[0] ?? Number.NaN }
}

function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200)
}
