import { IconCamera, IconCheck, IconPencil } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { GradeVerdict, Proposal } from '../../main/inspection/record.ts'
import type { Category } from '../../main/kernel/item.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { OverrideDialog } from '../kit/override-dialog.tsx'
import { useWords } from '../kit/words.ts'
import { CancelButton } from './cancel-button.tsx'
import css from './proposing.module.css'

export interface ProposalActionsProps {
  readonly verdict: GradeVerdict
  readonly proposal: Proposal
  readonly category: Category
}

/** Confirm, the largest; change it, photograph again, or leave the item. */
export function ProposalActions(props: ProposalActionsProps) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const confirm = useMutation(api.lane.confirm.mutationOptions())
  const retake = useMutation(api.lane.retake.mutationOptions())
  const busy = confirm.isPending || retake.isPending
  const sayYes = () => {
    if (!busy) confirm.mutate()
  }
  useKeys({ Enter: sayYes, o: () => setOpen(true), r: () => retake.mutate() })
  return (
    <div className={css.actions}>
      <CancelButton />
      <BigButton
        label={t('lane.retake')}
        icon={IconCamera}
        hotkey="R"
        disabled={busy}
        onPress={() => retake.mutate()}
        testId="retake"
      />
      <BigButton
        label={t('lane.proposing.change')}
        icon={IconPencil}
        hotkey="O"
        disabled={busy}
        onPress={() => setOpen(true)}
        testId="override"
      />
      <div className={css.confirm}>
        <BigButton
          label={t('lane.proposing.confirm')}
          icon={IconCheck}
          size="huge"
          tone="action"
          hotkey={t('key.enter')}
          disabled={busy}
          onPress={sayYes}
          testId="confirm"
        />
      </div>
      {open && <LaneOverride {...props} onClose={() => setOpen(false)} />}
    </div>
  )
}

function LaneOverride(props: ProposalActionsProps & { onClose: () => void }) {
  const override = useMutation(api.lane.override.mutationOptions({ onSuccess: props.onClose }))
  return (
    <OverrideDialog
      grade={props.verdict.grade}
      disposition={props.proposal.choice}
      category={props.category}
      busy={override.isPending}
      onClose={props.onClose}
      onDone={(change) => override.mutate(change)}
    />
  )
}
