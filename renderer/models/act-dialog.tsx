import { IconArrowLeft, IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ActView, PackRole } from '../../main/api/models-views.ts'
import { api, client, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../kit/words.ts'
import css from './models.module.css'

/** What is about to be done with a pack. */
export interface Act {
  readonly kind: 'activate' | 'rollBack'
  readonly model: string
  /** What the pack is for. */
  readonly role: PackRole
}

/** Asks before another model looks, then tells what became of it: it may still be refused. */
export function ActDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  const { t } = useWords()
  const { kind, model, role } = act
  const run = useMutation({
    mutationFn: (): Promise<ActView> =>
      kind === 'activate'
        ? client.models.activate.mutate({ model })
        : client.models.rollBack.mutate({ role }),
    onError: onClose,
    onSettled: () => queries.invalidateQueries(api.models.pathFilter()),
  })
  return (
    <Dialog title={t(`models.ask.${kind}`, { model })} onClose={onClose}>
      {run.data ? (
        <Done outcome={run.data} onClose={onClose} />
      ) : (
        <>
          <p className={css.lead}>{t(`models.ask.lead.${role}`)}</p>
          <div className={css.choices}>
            <BigButton label={t('app.cancel')} icon={IconArrowLeft} size="large" onPress={onClose} />
            <BigButton
              label={t(run.isPending ? 'models.ask.checking' : 'models.ask.go')}
              icon={IconCheck}
              size="large"
              tone="action"
              disabled={run.isPending}
              onPress={() => run.mutate()}
              testId="act-sure"
            />
          </div>
        </>
      )}
    </Dialog>
  )
}

function Done({ outcome: { kind, model, detail }, onClose }: { outcome: ActView; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div role="status" data-testid="act-outcome" data-kind={kind}>
      <p className={css.lead}>{t(`models.outcome.${kind}`, { model })}</p>
      {kind === 'refused' && <p className={css.reason}>{detail}</p>}
      <div className={css.choices}>
        <BigButton label={t('app.close')} size="large" onPress={onClose} testId="act-close" />
      </div>
    </div>
  )
}
