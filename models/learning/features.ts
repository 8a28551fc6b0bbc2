import { type Finding, findingTypes, type MemoryWord, type SeverityOdds } from '../../main/kernel/finding.ts'
import { joined } from '../../main/kernel/joined.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import { classicOf, classicSizes, type Pixels } from './classic.ts'
import type { Block } from './voices.ts'

/** Which numbers stand where; raised when their order, length or meaning changes. */
const viewsLayout = 'views-2'
const itemLayout = 'item-3'

/** One view of an item: what the network says of it as a whole, and the picture. */
export interface ViewFeatures {
  /** Any length, but the same for every view of one pack; empty for a pack without one. */
  readonly embedding: ArrayLike<number>
  readonly picture: Pixels
  /** Whether the picture is the item cut out by the photograph of the empty stage: a crop looks unlike the whole view. */
  readonly cut: boolean
}

/** What was found on the item as a whole. */
export interface Seen {
  readonly findings: readonly Finding[]
  readonly severity?: SeverityOdds
  readonly memory?: readonly MemoryWord[]
}

/**
 * One vector of all photographs of an item, whatever their number and order: mean and maximum of embedding, colour and texture,
 * the mean of the coarse map. At least one view.
 */
export function viewsFeatures(pack: string, views: readonly ViewFeatures[]): ItemFeatures {
  const classic = views.map((view) => classicOf(view.picture))
  const whole = classic.map((each) => each.whole)
  const embeddings = views.map((view) => view.embedding)
  const parts = [
    ...[mean(embeddings), highest(embeddings), mean(whole), highest(whole)],
    mean(classic.map((each) => each.map)),
  ]
  return { pack, layout: `${viewsLayout}-${seenAs(views)}`, values: joined(parts) }
}

/** The vector that is learnt from: the photographs, and what the models found on them. What a person said is not in it. */
export function itemFeatures({ pack, layout, values }: ItemFeatures, seen: Seen): ItemFeatures {
  const item = layout.replace(viewsLayout, itemLayout)
  return { pack, layout: item, values: joined([values, found(seen), remembered(seen, magnitude)]) }
}

/** How many numbers each part of an item's vector of this length has, in order: what voices.ts lets speak alike beforehand. */
export function itemBlocks(size: number): readonly Block[] {
  const { whole, map } = classicSizes
  const embedding = size - 2 * whole - map - foundSize - rememberedSize
  // mean and maximum of one thing are one voice
  const others = [embedding, 2 * whole, map, foundSize]
  // twice as loud as all the others together: it orders items before anybody confirmed one, and few labels must not drown that
  return [...others, [rememberedSize, 2 * Math.sqrt(others.length)]]
}

function seenAs(views: readonly ViewFeatures[]): string {
  if (views.every((view) => view.cut)) return 'cut'
  return views.some((view) => view.cut) ? 'mixed' : 'whole'
}

/** Three numbers a type, three of hints, three of severity. */
const foundSize = 3 * findingTypes.length + 6

function found({ findings, severity }: Seen): number[] {
  const counted = findings.filter((finding) => finding.source === 'model' && !finding.hint)
  const hints = findings.filter((finding) => finding.hint)
  return [
    ...findingTypes.flatMap((type) => summary(counted.filter((finding) => finding.type === type))),
    ...summary(hints),
    ...[severity ? 1 : 0, severity?.minor ?? 0, severity?.major ?? 0],
  ]
}

/** The highest score, the area in percent, the count. */
function summary(findings: readonly Finding[]): number[] {
  const area = findings.reduce((sum, finding) => sum + (finding.sizePercent ?? 0), 0)
  return [
    Math.max(0, ...findings.map((finding) => finding.score)),
    Math.log1p(area),
    Math.log1p(findings.length),
  ]
}

const rememberedSize = 4
/** Deviations from whole units beyond this say no more. */
const farOff = 20

/** Whether whole units are known, and how far off the views are from them: the farthest, the mean, the share called different. */
function remembered({ memory = [] }: Seen, toldAs: (far: number) => number): number[] {
  const known = memory.filter((word) => word.says !== 'nothing')
  if (known.length === 0) return [0, 0, 0, 0]
  const scores = known
    .map((word) => toldAs(Math.max(-farOff, Math.min(farOff, word.score))))
    .sort((a, b) => a - b)
  const sum = scores.reduce((total, score) => total + score, 0)
  const different = known.filter((word) => word.different).length
  return [1, scores[scores.length - 1] ?? 0, sum / known.length, different / known.length]
}

/**
 * A part gone is twenty deviations off and a scratch two, and both are damage: a line through such long tails hears the first
 * alone, so orders of magnitude are told.
 */
function magnitude(far: number): number {
  return Math.sign(far) * Math.log1p(Math.abs(far))
}

/** The layout of what was found alone, whatever the photographs look like. */
export const foundLayout = 'found-1'
/** How many numbers each part of such a vector has, in order. */
export const foundBlocks: readonly number[] = [foundSize, rememberedSize]

/**
 * What a head that ships can hear: what was found beside whole units, while they are so few that all of it is a hint; from then on
 * it counts by itself. Colours and patches of the pictures the head was taught on are not a dock's. Undefined where no unit was
 * compared, for then nothing was found out, and where a view has units enough.
 */
export function foundFeatures(pack: string, seen: Seen): ItemFeatures | undefined {
  const says = new Set((seen.memory ?? []).map((word) => word.says))
  if (!says.has('hint') || says.has('verdict')) return undefined
  // plain deviations, as the head that ships was taught
  const whole = remembered(seen, (far) => far)
  return { pack, layout: foundLayout, values: joined([found(seen), whole]) }
}

function mean(views: readonly ArrayLike<number>[]): Float32Array {
  // added in order of size, so that rounding does not tell the order of the views
  return pooled(
    views,
    (values) => values.sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length,
  )
}

function highest(views: readonly ArrayLike<number>[]): Float32Array {
  return pooled(views, (values) => Math.max(...values))
}

function pooled(views: readonly ArrayLike<number>[], pool: (values: number[]) => number): Float32Array {
  const length = views[0]?.length ?? 0
  return Float32Array.from({ length }, (_, i) => pool(views.map((view) => view[i] ?? 0)))
}
