import { IconArrowsLeftRight } from '@tabler/icons-react'
import type { Inference, MemoryWord } from '../../main/kernel/finding.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import css from './memory-line.module.css'
import { useWords } from './words.ts'

/** What whole units said of one view; undefined where nothing was compared. */
export function memoryOf(inference: Inference | undefined, role: CameraRole): MemoryWord | undefined {
  return inference?.status === 'done' ? inference.memory?.find((each) => each.role === role) : undefined
}

/** Which sentence a memory's word is told in. */
export function toldAs({ says, different }: MemoryWord): 'few' | 'same' | 'different' | 'hint' {
  if (says === 'nothing') return 'few'
  if (!different) return 'same'
  return says === 'verdict' ? 'different' : 'hint'
}

/** One line under a photograph: with how many whole units it was compared, and what came of it. */
export function MemoryLine({ word }: { word: MemoryWord | undefined }) {
  const { t } = useWords()
  if (!word) return undefined
  const told = toldAs(word)
  const loud = told === 'different' || told === 'hint'
  return (
    <p className={`${css.line} ${loud ? css.loud : ''}`} data-testid="memory-line" data-told={told}>
      <IconArrowsLeftRight className={css.icon} aria-hidden="true" />
      <span>
        {t(`memory.${told}`, { count: word.units })}
        {told !== 'few' && !word.registered && ` ${t('memory.free')}`}
      </span>
    </p>
  )
}
