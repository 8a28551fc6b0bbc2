import { IconTagOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api, queries } from './api.ts'
import { LabelDialog } from './label-dialog.tsx'
import { notify } from './notices.ts'
import { useWords } from './words.ts'

/** Why a label counts no more. */
const reasons = ['label_wrong_item', 'recorded_twice', 'recorded_by_mistake']

/** Shows the label of an item and voids it, with a reason. */
export function VoidDialog({ id, plate, onClose }: { id: string; plate: string; onClose: () => void }) {
  const { t } = useWords()
  const voiding = useMutation(
    api.review.voidLabel.mutationOptions({
      onSuccess: () => {
        notify({ text: t('void.done', { plate }) })
        onClose()
        return queries.invalidateQueries(api.review.pathFilter())
      },
    }),
  )
  return (
    <LabelDialog
      {...{ id, plate, reasons, onClose }}
      title={t('void.title', { plate })}
      what={t('void.what')}
      go={{ label: t('void.go'), icon: IconTagOff, busy: voiding.isPending }}
      onGo={(reason) => voiding.mutate({ id, reason })}
      testId="void"
    />
  )
}
