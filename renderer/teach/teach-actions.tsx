import { IconArrowBackUp, IconCamera, IconList } from '@tabler/icons-react'
import type { TeachView } from '../../main/api/teach-views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { goTo } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './teach.module.css'
import type { Teaching } from './use-teaching.ts'

export interface TeachActionsProps {
  readonly view: TeachView
  readonly teaching: Teaching
  readonly ready: boolean
  readonly onPress: () => void
}

/** Photograph, the largest (Space); take the last unit back (U); another product (Esc). */
export function TeachActions({ view, teaching: { phase, undo }, ready, onPress }: TeachActionsProps) {
  const { t } = useWords()
  const canUndo = view.units > 0 && phase === 'ready' && !undo.isPending
  const takeBack = () => {
    if (canUndo) undo.mutate({ sku: view.sku })
  }
  const leave = () => goTo('teach')
  useKeys({ ' ': onPress, Enter: onPress, u: takeBack, Escape: leave })
  return (
    <div className={css.actions}>
      <BigButton label={t('teach.other')} icon={IconList} size="large" onPress={leave} testId="teach-other" />
      <BigButton
        label={t('teach.undo')}
        icon={IconArrowBackUp}
        size="large"
        hotkey="U"
        disabled={!canUndo}
        onPress={takeBack}
        testId="teach-undo"
      />
      <BigButton
        label={t('teach.shoot')}
        icon={IconCamera}
        size="huge"
        tone="action"
        hotkey={t('key.space')}
        disabled={!ready}
        onPress={onPress}
        testId="teach-shoot"
      />
    </div>
  )
}
