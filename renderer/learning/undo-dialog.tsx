import { IconArrowBackUp, IconArrowLeft } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { LearnView } from '../../main/api/learn-views.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { timeText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** Asks before a head is undone, and says what is used then. */
export function UndoDialog({ view, onClose }: { view: LearnView; onClose: () => void }) {
  const { t, region } = useWords()
  const undo = useMutation(
    api.learning.undo.mutationOptions({
      onSettled: async () => {
        await queries.invalidateQueries(api.learning.pathFilter())
        onClose()
      },
    }),
  )
  const [next] = view.before
  return (
    <Dialog title={t('learning.undoAsk')} onClose={onClose}>
      <p className={css.lead}>
        {next ? t('learning.undoTo', { at: timeText(next.at, region) }) : t('learning.undoToNone')}{' '}
        {t('learning.undoPauses')}
      </p>
      <div className={css.choices}>
        <BigButton label={t('app.cancel')} icon={IconArrowLeft} size="large" onPress={onClose} />
        <BigButton
          label={t('learning.undoGo')}
          icon={IconArrowBackUp}
          size="large"
          tone="action"
          disabled={undo.isPending}
          onPress={() => undo.mutate()}
          testId="undo-sure"
        />
      </div>
    </Dialog>
  )
}
