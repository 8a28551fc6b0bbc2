import { faultOf } from '../kit/fault-of.ts'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

/** Why something was refused, where it was asked for: the fault's words and what the station found, a line each. */
export function Refusal({ error }: { error: unknown }) {
  const { fault } = useWords()
  if (!error) return undefined
  const { code, detail } = faultOf(error)
  return (
    <div role="alert" className={css.wrong} data-testid="refusal">
      <StateMark care="act" word={fault({ code }).what} />
      {detail.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
