import { useMutation } from '@tanstack/react-query'
import { api } from '../kit/api.ts'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../kit/words.ts'
import { SkuSearch } from './sku-search.tsx'

/** Finds a product by its words and starts an item with its number, as if it had been typed. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const scan = useMutation(api.lane.scan.mutationOptions({ onSuccess: onClose }))
  return (
    <Dialog title={t('lane.search.title')} onClose={onClose} size="1100px">
      <SkuSearch
        busy={scan.isPending}
        onPick={({ gtin, sku }) => scan.mutate({ text: gtin ?? sku, source: 'typed' })}
      />
    </Dialog>
  )
}
