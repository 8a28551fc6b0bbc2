import fc from 'fast-check'
import { conclude, questionsFor } from '../../../main/inspection/checklist.ts'
import { parseCode } from '../../../main/inspection/code.ts'
import { defaultPolicy, type Policy } from '../../../main/inspection/policy.ts'
import type { Answer, Inferred, Item } from '../../../main/inspection/record.ts'
import { type Finding, findingTypes, type Inference, type MemoryWord } from '../../../main/kernel/finding.ts'
import { cameraRoles } from '../../../main/kernel/frame.ts'
import { categories, type ExpectedLine, type Sku, skuFlags } from '../../../main/kernel/item.ts'
import type { LearntGrade } from '../../../main/kernel/learnt.ts'
import { scanOf, shotOf } from '../../unit/inspection/items.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
/** What a broken model may call a number. */
const anyNumber = fc.oneof(share, fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1))

const severityOdds = fc.tuple(share, share).map(([one, two]) => {
  const [low, high] = one < two ? [one, two] : [two, one]
  return { none: low, minor: high - low, major: 1 - high }
})

export const finding: fc.Arbitrary<Finding> = fc.record(
  {
    type: fc.constantFrom(...findingTypes),
    severity: fc.constantFrom('minor' as const, 'major' as const),
    score: share,
    source: fc.constant('model' as const),
    sizeMm: fc.double({ min: 0, max: 500, noNaN: true }),
    sizePercent: fc.double({ min: 0, max: 100, noNaN: true }),
    hint: fc.constant(true as const),
    view: fc.record({
      role: fc.constantFrom(...cameraRoles),
      region: fc.constant({ x: 0.1, y: 0.1, width: 0.2, height: 0.2 }),
    }),
  },
  { requiredKeys: ['type', 'severity', 'score', 'source'] },
)

/** What a memory may say of one view, sense or not. */
const memoryWord: fc.Arbitrary<MemoryWord> = fc.record(
  {
    role: fc.constantFrom(...cameraRoles),
    units: fc.nat(40),
    says: fc.constantFrom('verdict' as const, 'hint' as const, 'nothing' as const),
    different: fc.boolean(),
    score: anyNumber,
    registered: fc.boolean(),
    falseAlarms: fc.record({ guess: anyNumber, high: anyNumber }),
    places: fc.array(fc.constant({ x: 0.1, y: 0.1, width: 0.2, height: 0.2 }), { maxLength: 3 }),
  },
  { requiredKeys: ['role', 'units', 'says', 'different', 'score', 'registered'] },
)

const sku: fc.Arbitrary<Sku> = fc.record({
  sku: fc.string({ maxLength: 40 }),
  title: fc.string({ unit: 'binary', maxLength: 200 }),
  category: fc.constantFrom(...categories),
  price: fc.record({
    minor: fc.oneof(
      fc.integer({ min: -100, max: 1e8 }),
      fc.constantFrom(0, Number.NaN, Number.MAX_SAFE_INTEGER),
    ),
    currency: fc.constantFrom('EUR', 'USD', 'PLN', 'JPY', 'XXX', 'nonsense'),
  }),
  flags: fc.subarray([...skuFlags]),
})
const line: fc.Arbitrary<ExpectedLine> = fc.record(
  {
    line: fc.string({ minLength: 1, maxLength: 10 }),
    rma: fc.string({ maxLength: 30 }),
    sku: fc.string({ maxLength: 10 }),
    quantity: fc.nat(5),
    serial: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: ['line', 'rma', 'sku', 'quantity'] },
)
export const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ kind: fc.constant('expected' as const), sku, line }),
  fc.record({ kind: fc.constant('known' as const), sku }),
  fc.record(
    { kind: fc.constant('not_on_return' as const), rma: fc.string(), sku },
    { requiredKeys: ['kind', 'rma'] },
  ),
  fc.record({ kind: fc.constant('empty_parcel' as const), line, sku }, { requiredKeys: ['kind', 'line'] }),
  fc.record({ kind: fc.constant('unlisted' as const), category: fc.constantFrom(...categories) }),
)

const gradeShares = fc.tuple(share, share, share, share).map((four) => {
  const cuts = [0, ...four.toSorted((a, b) => a - b), 1]
  const [A = 0, B = 0, C = 0, D = 0, E = 0] = cuts.slice(1).map((cut, i) => cut - (cuts[i] ?? 0))
  return { A, B, C, D, E }
})
/** A head learnt at the station, now and then a broken one. */
const learnt: fc.Arbitrary<LearntGrade> = fc.record(
  {
    head: fc.string(),
    odds: fc.oneof(
      { weight: 4, arbitrary: gradeShares },
      {
        weight: 1,
        arbitrary: fc.record({ A: anyNumber, B: anyNumber, C: anyNumber, D: anyNumber, E: anyNumber }),
      },
    ),
    sure: fc.boolean(),
    promised: fc.oneof(share, anyNumber),
    decisions: fc.nat(5000),
    hint: fc.constant(true as const),
  },
  { requiredKeys: ['head', 'odds', 'sure', 'promised', 'decisions'] },
)

const inference: fc.Arbitrary<Inference> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        status: fc.constant('done' as const),
        findings: fc.array(finding, { maxLength: 12 }),
        severity: fc.oneof(
          { weight: 4, arbitrary: severityOdds },
          { weight: 1, arbitrary: fc.record({ none: anyNumber, minor: anyNumber, major: anyNumber }) },
        ),
        category: fc.array(
          fc.record({ name: fc.oneof(fc.constantFrom(...categories), fc.string()), probability: anyNumber }),
          { maxLength: 5 },
        ),
        learnt,
        memory: fc.array(memoryWord, { maxLength: 5 }),
        model: fc.string(),
        timings: fc.constant({ decodeMs: 1, runMs: 1 }),
      },
      { requiredKeys: ['status', 'findings', 'severity', 'category', 'model', 'timings'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      status: fc.constant('unsure' as const),
      why: fc.constantFrom(
        'no_model',
        'timed_out',
        'crashed',
        'no_photos',
        'unreadable_photo',
        'model_refused',
        'empty_stage',
        'two_items',
      ),
      detail: fc.string(),
    }),
  },
)

/** Any answers to the item's own questions, some left open, some to questions nobody asked. */
function answersTo(what: Item): fc.Arbitrary<readonly Answer[]> {
  const questions = [...questionsFor(what, defaultPolicy).map(({ id }) => id), 'nobody_asked']
  const answer = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const)
  return fc.array(fc.record({ question: fc.constantFrom(...questions), answer }), { maxLength: 10 })
}

const shots = fc.array(
  fc
    .tuple(fc.constantFrom('good', 'blurred', 'dark', 'empty' as const), fc.constantFrom(...cameraRoles))
    .map(([verdict, role]) => shotOf(verdict, role)),
  { maxLength: 4 },
)

/** Any item after the eyes looked, whatever they said. */
export const inferred: fc.Arbitrary<Inferred> = item.chain((what) =>
  fc
    .record({ answers: answersTo(what), inference, shots, code: fc.string({ maxLength: 40 }) })
    .map((rest) => ({
      id: 'id',
      plate: 'RGDJ166XF0H05',
      scan: scanOf(rest.code),
      operator: 'staff-1',
      reading: parseCode(rest.code),
      item: what,
      answers: rest.answers,
      ...conclude(rest.answers, what, defaultPolicy),
      shots: rest.shots,
      inference: rest.inference,
    })),
)

/** Changes to the default policy that pass its checks, small enough to be printed with a counterexample. */
export const policyChange = fc.record({
  rules: fc.subarray(defaultPolicy.rules.map(({ id }) => id)),
  promise: fc.constantFrom(null, { errorRate: 0.02, n: 500 }),
  autoConfidence: fc.double({ min: 0.5, max: 1, noNaN: true }),
  findingScore: share,
})

/** The default policy with only those rules, that promise and those thresholds. */
export function policyOf(change: typeof policyChange extends fc.Arbitrary<infer T> ? T : never): Policy {
  const { rules, promise, ...thresholds } = change
  return {
    ...defaultPolicy,
    rules: defaultPolicy.rules.filter(({ id }) => rules.includes(id)),
    promise,
    thresholds: { ...defaultPolicy.thresholds, ...thresholds },
  }
}
