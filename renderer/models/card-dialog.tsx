import { useQuery } from '@tanstack/react-query'
import { api } from '../kit/api.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { MarkdownView } from './markdown-view.tsx'

/** The whole card of a pack, with its measured figures, as its maker wrote it. */
export function CardDialog({ model, onClose }: { model: string; onClose: () => void }) {
  const { t } = useWords()
  const card = useQuery(api.models.card.queryOptions({ model }))
  return (
    <Dialog title={t('models.cardOf', { model })} onClose={onClose} size="1200px">
      {card.data === undefined ? <Waiting error={card.error} /> : <MarkdownView text={card.data} />}
    </Dialog>
  )
}
