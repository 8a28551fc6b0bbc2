import { IconScan } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { OfferView } from '../../main/api/notice-views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useWords } from '../kit/words.ts'
import css from './teach-offer.module.css'

/** A photograph of an unknown item shows the code of a known one: to begin anew with it. */
export function OfferLine({ offer }: { offer: OfferView | undefined }) {
  const { t } = useWords()
  const take = useMutation(api.lane.takeOffered.mutationOptions())
  if (!offer) return undefined
  return (
    <div className={`${css.offer} ${css.asks}`} role="status" data-offer>
      <span>{t('lane.offer.says', { ...offer })}</span>
      <BigButton
        label={t('lane.offer.take')}
        icon={IconScan}
        disabled={take.isPending}
        onPress={() => take.mutate()}
        testId="take-offered"
      />
    </div>
  )
}
