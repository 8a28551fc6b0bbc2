import { type Finding, findingTypes, type SeverityOdds } from '../../main/kernel/finding.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import { classicOf, type Pixels } from './classic.ts'

/** Names which numbers stand where; another order or length is another layout. */
export const pooledLayout = 'pooled-1'

/** One view of an item: what the network says of it as a whole, and the picture. */
export interface ViewFeatures {
  /** Any length, but the same for every view of one pack; empty for a pack without one. */
  readonly embedding: ArrayLike<number>
  readonly picture: Pixels
}

/** What was found on the item as a whole. */
export interface Seen {
  readonly findings: readonly Finding[]
  readonly severity?: SeverityOdds
}

/**
 * One vector of an item, whatever the number and order of its views: mean and maximum of embedding, colour and texture, the mean
 * of the coarse map, and of each type of finding the highest score, the area in percent, and the count. At least one view.
 */
export function itemFeatures(pack: string, views: readonly ViewFeatures[], seen: Seen): ItemFeatures {
  const classic = views.map((view) => classicOf(view.picture))
  const whole = classic.map((each) => each.whole)
  const embeddings = views.map((view) => view.embedding)
  const parts = [
    ...[mean(embeddings), highest(embeddings), mean(whole), highest(whole)],
    mean(classic.map((each) => each.map)),
    found(seen),
  ]
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    values.set(part, at)
    at += part.length
  }
  return { pack, layout: pooledLayout, values }
}

function found({ findings, severity }: Seen): Float32Array {
  const byModel = findings.filter((finding) => finding.source === 'model')
  const perType = findingTypes.flatMap((type) => {
    const own = byModel.filter((finding) => finding.type === type)
    const area = own.reduce((sum, finding) => sum + (finding.sizePercent ?? 0), 0)
    return [Math.max(0, ...own.map((finding) => finding.score)), Math.log1p(area), Math.log1p(own.length)]
  })
  return Float32Array.from([...perType, severity?.minor ?? 0, severity?.major ?? 0])
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
