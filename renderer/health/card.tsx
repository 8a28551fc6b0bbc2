import type { Icon } from '@tabler/icons-react'
import { type Care, StateMark } from '../kit/state-mark.tsx'
import css from './health.module.css'

export interface CardProps {
  readonly icon: Icon
  readonly name: string
  readonly care: Care
  readonly state: string
  /** Facts in a line each. */
  readonly facts?: readonly (string | false | undefined)[]
  /** What to do, when there is something. */
  readonly todo?: string | undefined
}

/** One part of the station: name, state, facts, what to do. */
export function Card({ icon: Icon, name, care, state, facts = [], todo }: CardProps) {
  return (
    <li className={css.card}>
      <Icon className={css.icon} aria-hidden="true" />
      <div className={css.body}>
        <h2 className={css.name}>{name}</h2>
        <StateMark care={care} word={state} />
        {facts.filter(Boolean).map((fact) => (
          <p key={String(fact)} className={css.fact}>
            {fact}
          </p>
        ))}
        {todo && <p className={css.todo}>{todo}</p>}
      </div>
    </li>
  )
}
