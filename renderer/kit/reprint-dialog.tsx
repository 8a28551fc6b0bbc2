import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queries } from './api.ts'
import { BigButton } from './big-button.tsx'
import { Dialog } from './dialog.tsx'
import { notify } from './notices.ts'
import css from './reprint-dialog.module.css'
import { useWords } from './words.ts'

/** Why a label is printed a second time; the correction keeps it. */
const reasons = ['label_lost', 'label_damaged', 'not_printed'] as const

/** Shows the label of an item and prints it again, with a reason. */
export function ReprintDialog({ id, plate, onClose }: { id: string; plate: string; onClose: () => void }) {
  const { t } = useWords()
  const [reason, setReason] = useState<(typeof reasons)[number]>()
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
    <Dialog title={t('reprint.title', { plate })} onClose={onClose} size="1000px">
      <div className={css.columns}>
        <img className={css.label} src={`/labels/${id}.png`} alt={t('reprint.label', { plate })} />
        <div className={css.side}>
          <p className={css.why}>{t('reprint.why')}</p>
          {reasons.map((code) => (
            <BigButton
              key={code}
              label={t(`reasonCode.${code}`)}
              pressed={code === reason}
              onPress={() => setReason(code)}
              testId={`reprint-${code}`}
            />
          ))}
          <BigButton
            label={t('reprint.go')}
            icon={IconPrinter}
            size="large"
            tone="action"
            disabled={!reason || reprint.isPending}
            onPress={() => reason && reprint.mutate({ id, reason })}
            testId="reprint-go"
          />
        </div>
      </div>
    </Dialog>
  )
}
