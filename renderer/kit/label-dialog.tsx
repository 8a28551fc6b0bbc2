import type { Icon } from '@tabler/icons-react'
import { useState } from 'react'
import { BigButton } from './big-button.tsx'
import { Dialog } from './dialog.tsx'
import css from './label-dialog.module.css'
import { useWords } from './words.ts'

export interface LabelDialogProps {
  readonly id: string
  readonly plate: string
  readonly title: string
  /** What comes of it, where the button alone does not say so. */
  readonly what?: string
  readonly reasons: readonly string[]
  readonly go: { readonly label: string; readonly icon: Icon; readonly busy: boolean }
  readonly onGo: (reason: string) => void
  readonly onClose: () => void
  /** What the names of its buttons begin with, for tests. */
  readonly testId: string
}

/** Shows the label of an item, and does something with it for a reason; the correction keeps it. */
export function LabelDialog(props: LabelDialogProps) {
  const { id, plate, title, what, reasons, go, testId } = props
  const { t, reasonCode } = useWords()
  const [reason, setReason] = useState<string>()
  return (
    <Dialog title={title} onClose={props.onClose} size="1000px">
      <div className={css.columns}>
        <img className={css.label} src={`/labels/${id}.png`} alt={t('reprint.label', { plate })} />
        <div className={css.side}>
          {what && <p className={css.what}>{what}</p>}
          <p className={css.why}>{t('reprint.why')}</p>
          {reasons.map((code) => (
            <BigButton
              key={code}
              label={reasonCode(code)}
              pressed={code === reason}
              onPress={() => setReason(code)}
              testId={`${testId}-${code}`}
            />
          ))}
          <BigButton
            label={go.label}
            icon={go.icon}
            size="large"
            tone="action"
            disabled={!reason || go.busy}
            onPress={() => reason && props.onGo(reason)}
            testId={`${testId}-go`}
          />
        </div>
      </div>
    </Dialog>
  )
}
