import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import css from './state-mark.module.css'

/** How much something asks for: nothing, a look, or hands. */
export type Care = 'fine' | 'look' | 'act'
const icons = { fine: IconCircleCheck, look: IconCircleDashed, act: IconAlertTriangle }

/** A state as shape and word; only what asks for hands has a colour. */
export function StateMark({ care, word }: { care: Care; word: string }) {
  const Icon = icons[care]
  return (
    <span className={`${css.mark} ${css[care]}`}>
      <Icon className={css.icon} aria-hidden="true" />
      {word}
    </span>
  )
}
