import type { Finding } from '../kernel/finding.ts'
import { answerTo, categoryOf, lineOf, skuOf } from './item-facts.ts'
import type { Alarm, Policy } from './policy.ts'
import { reason } from './reasons.ts'
import type { Answer, Item, Reason } from './record.ts'
import { type Texts, textIn } from './words.ts'

/** One question as the operator is asked it, with what an answer counts as. */
export interface Question {
  readonly id: string
  readonly text: Texts
  readonly hint?: Texts
  /** This answer ends the checklist and makes photographs unnecessary. */
  readonly endsOn?: 'yes' | 'no'
  readonly means: { readonly [A in Answer['answer']]?: Meaning }
}
export interface Meaning {
  readonly type?: Finding['type']
  readonly severity?: Finding['severity']
  readonly raises?: Alarm
}

/** The questions for an item, in order; none for an empty parcel. */
export function questionsFor(item: Item, policy: Policy): readonly Question[] {
  if (item.kind === 'empty_parcel') return []
  const flags = skuOf(item)?.flags ?? []
  const serial = lineOf(item)?.serial
  return policy.checklists[categoryOf(item)].flatMap(({ ask, when, endsOn, yes, no, unknown }) => {
    const asked = policy.questions[ask]
    if (!asked || (when && !flags.includes(when))) return []
    if (asked.text.en.includes('{serial}') && serial === undefined) return []
    return [
      {
        id: ask,
        text: withSerial(asked.text, serial),
        ...(asked.hint ? { hint: asked.hint } : {}),
        ...(endsOn ? { endsOn } : {}),
        means: { ...(yes ? { yes } : {}), ...(no ? { no } : {}), ...(unknown ? { unknown } : {}) },
      },
    ]
  })
}

function withSerial(texts: Texts, serial = ''): Texts {
  const filled = Object.entries(texts).map(([locale, text]) => [
    locale,
    text.replaceAll('{serial}', () => serial),
  ])
  return Object.fromEntries(filled) as unknown as Texts
}

/** The next unanswered question with its number; `undefined` when all are answered or an answer ended the checklist. */
export function nextQuestion(
  item: Item,
  answers: readonly Answer[],
  policy: Policy,
): { readonly question: Question; readonly number: number; readonly of: number } | undefined {
  const questions = questionsFor(item, policy)
  if (endedBy(questions, answers)) return undefined
  const at = questions.findIndex(({ id }) => answerTo(id, answers) === undefined)
  const question = questions[at]
  return question && { question, number: at + 1, of: questions.length }
}

/** What the answers say about an item, and whether photographs are still needed. */
export function conclude(
  answers: readonly Answer[],
  item: Item,
  policy: Policy,
): { readonly told: readonly Finding[]; readonly inspect: boolean } {
  if (item.kind === 'empty_parcel') return { told: [toldFinding('missing_unit', 'major')], inspect: false }
  const questions = questionsFor(item, policy)
  const told = said(questions, answers).flatMap(({ means: { type, severity } }) =>
    type && severity ? [toldFinding(type, severity)] : [],
  )
  return { told, inspect: !endedBy(questions, answers) }
}

/** An answer that counts as something, with its question in words. */
export interface Said {
  readonly question: Question
  readonly answer: Answer['answer']
  readonly means: Meaning
}

/** The answers that mean something, in the order of the questions. */
export function said(questions: readonly Question[], answers: readonly Answer[]): readonly Said[] {
  return questions.flatMap((question) => {
    const answer = answerTo(question.id, answers)
    const means = answer && question.means[answer]
    return answer && means ? [{ question, answer, means }] : []
  })
}

/** Alarms the answers raised. */
export function raisedBy(answers: readonly Answer[], item: Item, policy: Policy): readonly Alarm[] {
  return said(questionsFor(item, policy), answers).flatMap(({ means }) => means.raises ?? [])
}

/** Whether the answers say anything about the condition: an open question is not a clean item. */
export function couldTell(answers: readonly Answer[], item: Item, policy: Policy): boolean {
  return questionsFor(item, policy).some(({ id, means }) => {
    const answer = answerTo(id, answers)
    const telling = Object.values(means).some((meaning) => meaning?.type)
    return telling && answer !== undefined && answer !== 'unknown'
  })
}

/** The answers that became findings, in words. */
export function toldReasons(answers: readonly Answer[], item: Item, policy: Policy): readonly Reason[] {
  return said(questionsFor(item, policy), answers).flatMap(
    ({ question, answer, means: { type, severity } }) =>
      type && severity ? [reason('answered', { ...inWords(question), answer, type, severity })] : [],
  )
}

/** A question in the languages reasons are kept in. */
export function inWords({ text }: Question): { readonly en: string; readonly de: string } {
  return { en: text.en, de: textIn(text, 'de') }
}

function endedBy(questions: readonly Question[], answers: readonly Answer[]): boolean {
  return questions.some(({ id, endsOn }) => endsOn !== undefined && answerTo(id, answers) === endsOn)
}

function toldFinding(type: Finding['type'], severity: Finding['severity']): Finding {
  return { type, severity, score: 1, source: 'checklist' }
}
