import type { Sku } from '../../main/kernel/item.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { goTo } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './teach.module.css'

/** A code that names several products, as a return does: pick the one on the bench. */
export function WhichItem({ choices, onClose }: { choices: readonly Sku[]; onClose: () => void }) {
  const { t } = useWords()
  const pick = ({ sku }: Sku) => {
    onClose()
    goTo('teach', sku)
  }
  return (
    <Dialog title={t('lane.identified.title')} onClose={onClose} size="1100px">
      <div className={css.choices}>
        {choices.map((each) => (
          <BigButton key={each.sku} label={each.title} size="large" onPress={() => pick(each)} />
        ))}
      </div>
    </Dialog>
  )
}
