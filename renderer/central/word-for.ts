import { dispositions, grades } from '../../main/inspection/record.ts'
import { categories } from '../../main/kernel/item.ts'
import type { Words } from '../kit/words.ts'
import type { Dimension } from './answers.ts'

function known<T extends string>(values: readonly T[], value: string): T | undefined {
  return values.find((each) => each === value)
}

/** A value of the report in words; what has no words of its own stands as it is. */
export function wordFor({ t }: Words, dimension: Dimension, value: string): string {
  const grade = dimension === 'grade' && known(grades, value)
  if (grade) return `${grade} · ${t(`grade.${grade}.name`)}`
  const disposition = dimension === 'disposition' && known(dispositions, value)
  if (disposition) return t(`disposition.${disposition}.name`)
  const category = dimension === 'category' && known(categories, value)
  if (category) return t(`category.${category}`)
  return value === '' ? t('central.none') : value
}
