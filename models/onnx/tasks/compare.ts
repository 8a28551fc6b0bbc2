import { z } from 'zod'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { rounded, unrounded } from '../../patches.ts'
import type { Patches } from '../../port.ts'
import { differencesOf } from '../differences.ts'
import type { Input } from '../manifest-input.ts'
import { severityOf } from '../odds.ts'
import type { Fed, Outputs } from '../session.ts'
import { spareNumbers } from '../spare.ts'
import { defectsProblem, defectsShape, severityShape } from './inspect.ts'
import type { Declared, Kind } from './kind.ts'
import { pooledOver } from './pooled.ts'
import type { Comparer, Wanted } from './task.ts'

const name = z.string().min(1)

/**
 * Quarters of an item looked at once more where the manifest does not say: what a small machine can add before a person waits. On
 * drawn items one finds four fifths of what four find.
 */
const usualCloser = 1

/** What the network says of a view, cell by cell. */
const compareOutputs = z.strictObject({
  defects: defectsShape.extend({
    /** By type: slope and offset that make the logit of a difference's peak that of the chance that the damage is there. */
    calibration: z
      .partialRecord(z.enum(findingTypes), z.tuple([z.number().positive(), z.number()]))
      .exactOptional(),
  }),
  /** Any damage at all. */
  difference: z.strictObject({ name, threshold: z.number().min(0).max(1) }),
  severity: severityShape,
  /** Each cell as `size` numbers, of length 1: what later views are compared with. */
  patches: z.strictObject({ name, size: z.int().min(1).max(1024) }),
})

/** The inputs besides the picture, and what they may be given. */
const referencesShape = z.strictObject({
  /** Patches of whole units: [views, references, size, down, across]. */
  name,
  /** Which of them are there, 1 or 0: [views, references]. */
  known: name,
  /** How many cells away a cell may find its like: one number. */
  radius: name,
  /** Most references at once. */
  most: z.int().min(1).max(16),
  /** The radius where a view lies over its references. */
  inPlace: z.number().min(0),
  /** The radius where it does not. */
  anywhere: z.number().min(0),
})

interface DeclaredCompare extends Declared<z.infer<typeof compareOutputs>> {
  readonly references: z.infer<typeof referencesShape>
}

/**
 * A network that compares a view with whole units. What it says of a view alone has measured as worthless: of that only the
 * patches are used, to compare others with and to learn from.
 */
export const compareKind: Kind<DeclaredCompare> = {
  outputs: compareOutputs,
  more: { references: referencesShape },
  use: 'look',
  problem: ({ input, outputs }) => squareProblem(input) ?? defectsProblem(input, outputs.defects),
  task: (declared) => {
    const { defects, difference, severity, patches } = declared.outputs
    const [down, across] = gridOf(declared)
    const one = (named: string, ...shape: number[]): Wanted => ({ name: named, shapes: [shape] })
    const compares = comparerOf(declared)
    return {
      outputs: [
        one(defects.name, defects.classes.length, down, across),
        one(difference.name, 1, down, across),
        one(severity.name, severity.classes.length),
        one(patches.name, patches.size, down, across),
      ],
      categories: [],
      compares,
      see: (outputs, view) => ({
        findings: [],
        embedding: pooledOver({ ...compares.size, values: compares.numbers(outputs) }, view),
      }),
    }
  },
}

/** Whole units and what is held against them are cropped alike: into squares, as large as fits. */
function squareProblem({ width, height, fit }: Input): string | undefined {
  if (width !== height) return `input is ${width} x ${height}; a network that compares takes squares`
  return fit === 'contain' ? undefined : `input.fit is ${fit}; a network that compares takes contain`
}

/** Cells down and across. */
function gridOf({ input, outputs }: { readonly input: Input; readonly outputs: DeclaredCompare['outputs'] }) {
  return [input.height / outputs.defects.stride, input.width / outputs.defects.stride] as const
}

function comparerOf(declared: DeclaredCompare): Comparer {
  const { input, outputs: named, references } = declared
  const [down, across] = gridOf(declared)
  const size = { size: named.patches.size, down, across }
  const numbers = (outputs: Outputs) => outputs[named.patches.name] ?? none
  const patches = (outputs: Outputs): Patches => ({ ...size, values: rounded(numbers(outputs)) })
  return {
    takes: { side: input.width, references: references.most, closer: input.tiles ?? usualCloser },
    size,
    inputs: [
      { name: references.name, shapes: [['free', named.patches.size, down, across]] },
      { name: references.known, shapes: [['free']] },
      { name: references.radius, shapes: [[]] },
    ],
    numbers,
    fed: (shelf, inPlace) => fedOf(shelf, inPlace, declared),
    see(outputs, { role, references: count }) {
      if (count === 0) return { role, patches: patches(outputs), difference: none, differences: [] }
      const odds = severityOf(outputs[named.severity.name] ?? [], named.severity.temperature)
      const cells = outputs[named.defects.name] ?? none
      return {
        role,
        patches: patches(outputs),
        difference: outputs[named.difference.name] ?? none,
        differences: differencesOf(cells, { defects: named.defects, across, down }, voiced(named, odds)),
        ...(named.severity.silent ? {} : { severity: odds }),
      }
    },
  }
}

const none = new Float32Array()

/** A silent head has no say in how grave a difference is either: each is minor until a person says otherwise. */
function voiced<O>({ severity }: DeclaredCompare['outputs'], odds: O): O | undefined {
  return severity.silent ? undefined : odds
}

/** The inputs besides the picture; a network without a reference is given one that is not there. */
function fedOf(
  shelf: readonly (Float32Array | Int8Array)[],
  inPlace: boolean,
  declared: DeclaredCompare,
): readonly Fed[] {
  const { references, outputs } = declared
  const [down, across] = gridOf(declared)
  const count = Math.max(1, shelf.length)
  const data = spareNumbers(count * outputs.patches.size * down * across)
  if (shelf.length === 0) data.fill(0)
  for (const [at, one] of shelf.entries()) lay(one, data, at * outputs.patches.size * down * across)
  const known = new Float32Array(count).fill(shelf.length > 0 ? 1 : 0)
  const radius = Float32Array.of(inPlace ? references.inPlace : references.anywhere)
  return [
    { name: references.name, data, shape: [1, count, outputs.patches.size, down, across] },
    { name: references.known, data: known, shape: [1, count] },
    { name: references.radius, data: radius, shape: [1] },
  ]
}

/** Puts one reference into what is fed, as numbers: whole units' come in steps. */
function lay(one: Float32Array | Int8Array, data: Float32Array, from: number): void {
  if (one instanceof Float32Array) data.set(one, from)
  else unrounded(one, data, from)
}
