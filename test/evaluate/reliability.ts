import { figureOf } from './protocol.ts'
import type { Figure, Reliability } from './report.ts'
import type { Drawing } from './statistics/bootstrap.ts'
import { binsOf, calibrationError, type Stated } from './statistics/calibration.ts'
import { reliabilitySvg } from './statistics/reliability-svg.ts'

/** An answer, and whose it is. */
export interface Answer extends Stated {
  readonly group: string
}

/** What a head answered: all of it in one diagram, and each kind of it (a category, a type) with an error of its own. */
export interface Answers {
  readonly title: string
  readonly file: string
  readonly all: readonly Answer[]
  readonly kinds?: Iterable<readonly [string, readonly Answer[]]>
}

/** Diagrams of the heads that answered anything, for files beside the card. */
export function reliabilitiesOf(heads: readonly Answers[], drawing: Drawing): Reliability[] {
  const error = (name: string, answers: readonly Answer[]): Figure =>
    figureOf(name, answers, {
      measure: (some) => calibrationError(some),
      drawing,
      falling: true,
      quiet: true,
    })
  return heads
    .filter(({ all }) => all.length > 0)
    .map(({ title, file, all, kinds = [] }) => ({
      ...{ title, file, svg: reliabilitySvg(title, binsOf(all)), error: error(title, all) },
      parts: [...kinds].flatMap(([name, some]) => (some.length > 0 ? [error(name, some)] : [])),
    }))
}
