import type { Grade } from '../../main/inspection/record.ts'
import css from './grade-mark.module.css'

/** The grade's letter on a grey plate; the word stands beside it. */
export function GradeMark({ grade, size }: { grade: Grade; size: 'small' | 'medium' | 'large' }) {
  return <span className={`${css.mark} ${css[size]} ${grade === 'U' ? css.unsure : ''}`}>{grade}</span>
}
