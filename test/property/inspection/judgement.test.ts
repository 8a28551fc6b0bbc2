import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../main/inspection/decide.ts'
import { settle } from '../../../main/inspection/decision.ts'
import { grade } from '../../../main/inspection/grade.ts'
import { renderLabel } from '../../../main/inspection/label.ts'
import { likeliest, oddsOfWorse, sureGrades } from '../../../main/inspection/odds.ts'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import { dispositions, type Graded, type GradeOdds, type Inferred } from '../../../main/inspection/record.ts'
import { readRubric } from '../../../main/inspection/rubric.ts'
import { categories } from '../../../main/kernel/item.ts'
import { rounds } from '../../rigs/rounds.ts'
import { finding, inferred, policyChange, policyOf } from './arbitrary.ts'

function gradedBy(item: Inferred, rules = defaultPolicy): Graded {
  return { ...item, verdict: grade(item, rules) }
}
const sumOf = (odds: GradeOdds) => sureGrades.reduce((sum, each) => sum + odds[each], 0)

describe('grading anything', () => {
  it('[GR8] probabilities are shares that sum to 1, and the grade is possible', () => {
    fc.assert(
      fc.property(inferred, policyChange, (item, change) => {
        const rules = policyOf(change)
        const { probabilities, grade: given, reasons, voices } = grade(item, rules)
        expect(sumOf(probabilities)).toBeCloseTo(1, 9)
        for (const each of sureGrades) expect(probabilities[each]).toBeGreaterThanOrEqual(0)
        expect(reasons.length).toBeGreaterThan(0)
        expect(given === 'U').toBe(voices.rubric === 'U' && voices.model === 'U')
        for (const { text } of reasons) expect(text).not.toMatch(/undefined|\[object/)
      }),
      { numRuns: rounds(300) },
    )
  })

  it('[GR3] one finding more never makes it better', () => {
    fc.assert(
      fc.property(inferred, finding, fc.nat(12), (item, more, at) => {
        if (item.inference.status === 'unsure') return
        const findings = item.inference.findings.toSpliced(at, 0, more)
        const worse: Inferred = { ...item, inference: { ...item.inference, findings } }
        expect(grade(worse, defaultPolicy).grade >= grade(item, defaultPolicy).grade).toBe(true)
      }),
      { numRuns: rounds(300) },
    )
  })

  it('[GR15] hints change nothing: without them grade and proposal are the same', () => {
    fc.assert(
      fc.property(inferred, policyChange, (item, change) => {
        if (item.inference.status === 'unsure') return
        const rules = policyOf(change)
        const findings = item.inference.findings.filter(({ hint }) => !hint)
        const plain = gradedBy({ ...item, inference: { ...item.inference, findings } }, rules)
        const hinted = gradedBy(item, rules)
        expect(hinted.verdict.probabilities).toEqual(plain.verdict.probabilities)
        expect(hinted.verdict.grade).toBe(plain.verdict.grade)
        const { choice, decidedBy } = decide(hinted, rules)
        expect({ choice, decidedBy }).toEqual(
          (({ choice, decidedBy }) => ({ choice, decidedBy }))(decide(plain, rules)),
        )
      }),
      { numRuns: rounds(300) },
    )
  })

  it('[DE13] what differs from whole units without a finding that counts is never decided without a person', () => {
    fc.assert(
      fc.property(inferred, policyChange, (item, change) => {
        if (item.inference.status === 'unsure' || !item.inspect) return
        const rules = policyOf(change)
        const { findings, memory = [] } = item.inference
        const told = (role: string) =>
          findings.some(
            ({ hint, score, view }) => !hint && view?.role === role && score >= rules.thresholds.findingScore,
          )
        const strange = memory.some(({ different, role }) => different && !told(role))
        const { decidedBy, reasons } = decide(gradedBy(item, rules), rules)
        expect(reasons.some(({ code }) => code === 'memory_unexplained')).toBe(strange)
        if (strange) expect(decidedBy).not.toBe('auto')
      }),
      { numRuns: rounds(300) },
    )
  })

  it('[GR3] a larger or worse finding never makes it better', () => {
    const grow = fc.double({ min: 1, max: 50, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(finding, { minLength: 1, maxLength: 6 }),
        grow,
        fc.constantFrom(...categories),
        (all, by, of) => {
          const rubric = defaultPolicy.rubrics[of]
          const [first, ...rest] = all
          if (!first) return
          const larger = {
            ...first,
            ...(first.sizeMm === undefined ? {} : { sizeMm: first.sizeMm * by }),
            ...(first.sizePercent === undefined ? {} : { sizePercent: first.sizePercent * by }),
          }
          expect(readRubric(rubric, [larger, ...rest]).grade >= readRubric(rubric, all).grade).toBe(true)
        },
      ),
      { numRuns: rounds(300) },
    )
  })

  it('[GR1] the worse of two odds is never better than either', () => {
    const odds = fc
      .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
      .map(([A = 1, B = 1, C = 1, D = 1, E = 1]) => {
        const sum = A + B + C + D + E
        return { A: A / sum, B: B / sum, C: C / sum, D: D / sum, E: E / sum }
      })
    fc.assert(
      fc.property(odds, odds, (one, other) => {
        const both = oddsOfWorse(one, other)
        let [here, there] = [0, 0]
        for (const each of sureGrades) {
          here += both[each]
          there += one[each]
          expect(here).toBeLessThanOrEqual(there + 1e-9)
        }
        expect(sureGrades).toContain(likeliest(both))
      }),
    )
  })
})

describe('deciding anything', () => {
  it('[DE1] total: all eight once, the choice first, in quarantine or allowed', () => {
    fc.assert(
      fc.property(inferred, policyChange, (item, change) => {
        const rules = policyOf(change)
        const graded = gradedBy(item, rules)
        const { choice, alternatives, confidence, reasons, decidedBy } = decide(graded, rules)
        expect(alternatives.map(({ disposition }) => disposition).toSorted()).toEqual(
          [...dispositions].toSorted(),
        )
        expect(alternatives[0]?.disposition).toBe(choice)
        expect(alternatives[0]?.allowed).toBe(true)
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1 + 1e-9)
        expect(reasons.length).toBeGreaterThan(0)
        for (const { expected } of alternatives)
          if (expected) expect(Number.isFinite(expected.minor)).toBe(true)
        if (choice === 'quarantine') expect(decidedBy).toBe('supervisor')
        if (decidedBy === 'auto') expect(rules.promise).not.toBeNull()
      }),
      { numRuns: rounds(300) },
    )
  })

  it('[DE3] nothing else that is allowed would bring more', () => {
    fc.assert(
      fc.property(inferred, (item) => {
        const { choice, alternatives } = decide(gradedBy(item), defaultPolicy)
        const best = alternatives[0]?.expected
        if (choice === 'quarantine' || !best) return
        for (const { allowed, disposition, expected } of alternatives)
          if (allowed && disposition !== 'quarantine') expect(expected?.minor).toBeLessThanOrEqual(best.minor)
      }),
    )
  })

  it('[DE2] a recalled item is never sold, whatever else is true', () => {
    fc.assert(
      fc.property(inferred, (item) => {
        const flags = 'sku' in item.item ? (item.item.sku?.flags ?? []) : []
        if (!flags.includes('recalled')) return
        const { choice, decidedBy } = decide(gradedBy(item), defaultPolicy)
        expect(['return_to_vendor', 'quarantine']).toContain(choice)
        expect(decidedBy).toBe('supervisor')
      }),
      { numRuns: rounds(300) },
    )
  })

  it('[DE6] what is automatic was looked at and is beyond doubt', () => {
    const promised = { ...defaultPolicy, promise: { errorRate: 0.01, n: 900 } }
    fc.assert(
      fc.property(inferred, (item) => {
        const graded = gradedBy(item, promised)
        const proposal = decide(graded, promised)
        if (proposal.decidedBy !== 'auto') return
        expect(proposal.confidence).toBeGreaterThanOrEqual(promised.thresholds.autoConfidence)
        expect(graded.inspect ? graded.shots.length : 1).toBeGreaterThan(0)
        expect(graded.shots.every(({ quality }) => quality.verdict === 'good') || !graded.inspect).toBe(true)
      }),
      { numRuns: rounds(300) },
    )
  })
})

describe('labelling anything', () => {
  it('[LB1] no text of a user becomes a command, and every line is ASCII', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('^XZ', '~JA', '^FS^FD', '_5E', '\n^XA'),
    )
    fc.assert(
      fc.property(inferred, hostile, hostile, (item, station, title) => {
        const odd =
          'sku' in item.item && item.item.sku ? { ...item.item, sku: { ...item.item.sku, title } } : item.item
        const graded = gradedBy({ ...item, item: odd } as Inferred)
        const decided = settle(
          { ...graded, proposal: decide(graded, defaultPolicy) },
          { by: 'staff-1', at: 0 },
        )
        const { zpl } = renderLabel(decided, defaultPolicy.label, station)
        expect(zpl).toMatch(/^\^XA[\x20-\x7e\n]*\^XZ\n$/)
        expect(zpl.match(/\^X[AZ]/g)).toEqual(['^XA', '^XZ'])
        expect(zpl).not.toContain('~')
        expect(new Set(zpl.match(/\^[A-Z][A-Z0-9]/g))).toEqual(
          new Set([...known].filter((each) => zpl.includes(each))),
        )
      }),
      { numRuns: rounds(300) },
    )
  })
})

/** Every command a label may hold. */
const known = new Set('^XA ^XZ ^CI ^LH ^LT ^PW ^LL ^FO ^FR ^A0 ^FH ^FD ^FS ^GB ^BY ^BC ^BQ ^PQ'.split(' '))
