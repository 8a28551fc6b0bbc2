import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api, queries } from './api.ts'
import { LabelDialog } from './label-dialog.tsx'
import { notify } from './notices.ts'
import { useWords } from './words.ts'

/** Why a label is printed a second time. */
const reasons = ['label_lost', 'label_damaged', 'not_printed']

/** Shows the label of an item and prints it again, with a reason. */
export function ReprintDialog({ id, plate, onClose }: { id: string; plate: string; onClose: () => void }) {
  const { t } = useWords()
  const reprint = useMutation(
    api.lane.reprint.mutationOptions({
      onSuccess: () => {
        notify({ text: t('reprint.sent', { plate }) })
        void queries.invalidateQueries(api.review.pathFilter())
        onClose()
      },
    }),
  )
  return (
    <LabelDialog
      {...{ id, plate, reasons, onClose }}
      title={t('reprint.title', { plate })}
      go={{ label: t('reprint.go'), icon: IconPrinter, busy: reprint.isPending }}
      onGo={(reason) => reprint.mutate({ id, reason })}
      testId="reprint"
    />
  )
}
