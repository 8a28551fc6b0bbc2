import { IconArrowLeft, IconTrash, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './dialogs.module.css'

/** Leaves the item: asks first, because nothing of it is kept. */
export function CancelButton() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const cancel = useMutation(api.lane.cancel.mutationOptions({ onSettled: () => setOpen(false) }))
  useKeys({ Escape: () => setOpen(true) })
  return (
    <>
      <BigButton label={t('app.cancel')} icon={IconX} onPress={() => setOpen(true)} testId="cancel" />
      {open && (
        <Dialog title={t('lane.cancel.title')} onClose={() => setOpen(false)}>
          <p className={css.lead}>{t('lane.cancel.lead')}</p>
          <div className={css.choices}>
            <BigButton
              label={t('lane.cancel.keep')}
              icon={IconArrowLeft}
              size="large"
              onPress={() => setOpen(false)}
            />
            <BigButton
              label={t('lane.cancel.go')}
              icon={IconTrash}
              size="large"
              tone="action"
              disabled={cancel.isPending}
              onPress={() => cancel.mutate()}
              testId="cancel-sure"
            />
          </div>
        </Dialog>
      )}
    </>
  )
}
