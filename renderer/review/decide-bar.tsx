import { IconCheck, IconPencil, IconPlayerTrackNext, IconPrinter, IconTagOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReviewItem } from '../../main/api/views.ts'
import { categoryOf } from '../../main/inspection/item-facts.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { OverrideDialog } from '../kit/override-dialog.tsx'
import { ReprintDialog } from '../kit/reprint-dialog.tsx'
import { VoidDialog } from '../kit/void-dialog.tsx'
import { useWords } from '../kit/words.ts'
import css from './review.module.css'
import { labelActs, standingOf, stateOf } from './standing.ts'

export interface DecideBarProps {
  readonly item: ReviewItem
  readonly rejected: readonly number[]
  readonly onDone: () => void
  readonly onNext: () => void
}

/** Confirm (Enter), change (O), print again (P), void the label (V), next (Space). */
export function DecideBar({ item, rejected, onDone, onNext }: DecideBarProps) {
  const { t } = useWords()
  const [changing, setChanging] = useState(false)
  const decide = useDecide(onDone)
  const change = () => setChanging(true)
  useKeys({ o: change })
  return (
    <div className={css.bar}>
      <LabelButtons item={item} />
      <BigButton
        label={t('lane.proposing.change')}
        icon={IconPencil}
        hotkey="O"
        onPress={change}
        testId="override"
      />
      <Confirm item={item} rejected={rejected} decide={decide} />
      <BigButton
        label={t('app.next')}
        icon={IconPlayerTrackNext}
        hotkey={t('key.space')}
        onPress={onNext}
        testId="next"
      />
      {changing && (
        <Change item={item} rejected={rejected} decide={decide} onClose={() => setChanging(false)} />
      )}
    </div>
  )
}

function LabelButtons({ item }: Pick<DecideBarProps, 'item'>) {
  const { t } = useWords()
  const [open, setOpen] = useState<'reprint' | 'void'>()
  const may = labelActs[stateOf(item)]
  const reprint = () => setOpen('reprint')
  const voidLabel = () => setOpen('void')
  useKeys({ p: may.reprint ? reprint : undefined, v: may.void ? voidLabel : undefined })
  const dialog = { id: item.record.id, plate: item.record.plate, onClose: () => setOpen(undefined) }
  return (
    <>
      <BigButton
        label={t('void.button')}
        icon={IconTagOff}
        hotkey="V"
        disabled={!may.void}
        onPress={voidLabel}
        testId="void"
      />
      <BigButton
        label={t('reprint.button')}
        icon={IconPrinter}
        hotkey="P"
        disabled={!may.reprint}
        onPress={reprint}
        testId="reprint"
      />
      {open === 'reprint' && <ReprintDialog {...dialog} />}
      {open === 'void' && <VoidDialog {...dialog} />}
    </>
  )
}

interface DecideProps extends Pick<DecideBarProps, 'item' | 'rejected'> {
  readonly decide: ReturnType<typeof useDecide>
}

function Confirm({ item, rejected, decide }: DecideProps) {
  const { t } = useWords()
  const standing = standingOf(item)
  const confirm = () => {
    if (decide.isPending) return
    const said = { ...standing, rejectedFindings: [...rejected], reasonCode: '', note: '' }
    decide.mutate({ id: item.record.id, kind: 'confirmed', ...said })
  }
  useKeys({ Enter: confirm })
  const words = { disposition: t(`disposition.${standing.disposition}.name`), grade: standing.grade }
  return (
    <BigButton
      label={t('review.confirm', words)}
      icon={IconCheck}
      tone="action"
      hotkey={t('key.enter')}
      disabled={decide.isPending}
      onPress={confirm}
      testId="confirm"
    />
  )
}

/** What is done then is what was to come at the press: the list may be another one when the answer is here. */
function useDecide(onDone: () => void) {
  return useMutation(
    api.review.decide.mutationOptions({
      onMutate: () => ({ done: onDone }),
      onSuccess: (_answer, _asked, { done }) => {
        done()
        return queries.invalidateQueries(api.review.pathFilter())
      },
    }),
  )
}

function Change({ item, rejected, decide, onClose }: DecideProps & { onClose: () => void }) {
  return (
    <OverrideDialog
      {...standingOf(item)}
      category={categoryOf(item.record.item)}
      busy={decide.isPending}
      onClose={onClose}
      onDone={(change) => {
        onClose()
        decide.mutate({ id: item.record.id, kind: 'overridden', ...change, rejectedFindings: [...rejected] })
      }}
    />
  )
}
