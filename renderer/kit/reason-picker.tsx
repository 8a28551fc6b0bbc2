import { useState } from 'react'
import type { ReasonView } from '../../main/api/views.ts'
import css from './override-dialog.module.css'
import { ownWords, type ReasonBranch, reasonTree } from './reason-tree.ts'
import { useWords } from './words.ts'

export interface ReasonPickerProps {
  readonly reasons: readonly ReasonView[]
  readonly chosen: string | undefined
  readonly onChoose: (code: string) => void
}

/** Reason codes as a tree of two levels: first the kind, then the reason. A kind with one reason is that reason. */
export function ReasonPicker({ reasons, chosen, onChoose }: ReasonPickerProps) {
  const { t, reasonCode } = useWords()
  const [open, setOpen] = useState<string>()
  const branches = reasonTree(reasons.map(({ code }) => code))
  const wordsOf = (name: string) => reasonCode(name, ownWords(name, reasons))
  const shown = branches.find(({ name }) => name === open)
  const pick = (branch: ReasonBranch) => {
    setOpen(branch.name)
    if (branch.codes.length === 1 && branch.codes[0]) onChoose(branch.codes[0])
  }
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('override.reason')}</legend>
      <Options
        names={branches.map(({ name }) => name)}
        chosen={open}
        words={wordsOf}
        onPick={(at) => pick(branches[at]!)}
      />
      {shown && shown.codes.length > 1 && (
        <Options
          names={shown.codes}
          chosen={chosen}
          words={wordsOf}
          onPick={(at) => onChoose(shown.codes[at]!)}
        />
      )}
    </fieldset>
  )
}

interface OptionsProps {
  readonly names: readonly string[]
  readonly chosen: string | undefined
  readonly words: (name: string) => string
  readonly onPick: (at: number) => void
}

function Options({ names, chosen, words, onPick }: OptionsProps) {
  return (
    <div className={css.reasons}>
      {names.map((name, at) => (
        <button
          key={name}
          type="button"
          className={css.option}
          aria-pressed={name === chosen}
          onClick={() => onPick(at)}
          data-testid={`reason-${name}`}
        >
          {words(name)}
        </button>
      ))}
    </div>
  )
}
