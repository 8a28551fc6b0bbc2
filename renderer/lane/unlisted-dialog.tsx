import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../kit/words.ts'
import { CategoryTiles } from './category-tiles.tsx'
import css from './dialogs.module.css'
import { SkuSearch } from './sku-search.tsx'

/** The item is not on the return: find its product, or say only what kind of thing it is. */
export function UnlistedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [byKind, setByKind] = useState(false)
  const go = useMutation(api.lane.unlisted.mutationOptions({ onSuccess: onClose }))
  return (
    <Dialog title={byKind ? t('lane.unknown.kind') : t('lane.search.title')} onClose={onClose} size="1200px">
      {byKind ? (
        <CategoryTiles busy={go.isPending} onPick={(category) => go.mutate({ category })} />
      ) : (
        <div className={css.form}>
          <SkuSearch busy={go.isPending} onPick={({ sku, category }) => go.mutate({ sku, category })} />
          <BigButton
            label={t('lane.unknown.byKind')}
            size="large"
            onPress={() => setByKind(true)}
            testId="by-kind"
          />
        </div>
      )}
    </Dialog>
  )
}
