import type { Category, ExpectedLine, Sku } from '../kernel/item.ts'
import type { Answer, Item } from './record.ts'

/** The SKU an item is taken for; absent for an unlisted item. */
export function skuOf(item: Item): Sku | undefined {
  return 'sku' in item ? item.sku : undefined
}

/** The expected line an item answers; absent when none was expected. */
export function lineOf(item: Item): ExpectedLine | undefined {
  return 'line' in item ? item.line : undefined
}

/** The return an item belongs to, as far as anybody knows. */
export function rmaOf(item: Item): string | undefined {
  return 'rma' in item ? item.rma : lineOf(item)?.rma
}

/** What an item counts as for checklists, rubrics and rates; `other` when nobody knows. */
export function categoryOf(item: Item): Category {
  return item.kind === 'unlisted' ? item.category : (skuOf(item)?.category ?? 'other')
}

/** The last answer to a question; absent while it was not asked. */
export function answerTo(question: string, answers: readonly Answer[]): Answer['answer'] | undefined {
  return answers.findLast((each) => each.question === question)?.answer
}
