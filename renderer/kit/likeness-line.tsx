import { IconEyeQuestion } from '@tabler/icons-react'
import type { Inference, LikenessWord } from '../../main/kernel/finding.ts'
import css from './likeness-line.module.css'
import { useWords } from './words.ts'

/** What whole units of other SKUs said of an item; undefined where none were known. */
function likenessOf(inference: Inference | undefined): LikenessWord | undefined {
  return inference?.status === 'done' ? inference.likeness : undefined
}

/** Says that an item looks like another one known here, and, with `calm`, also that it does not. */
export function LikenessLine({
  inference,
  calm = false,
}: {
  inference: Inference | undefined
  calm?: boolean
}) {
  const { t } = useWords()
  const word = likenessOf(inference)
  if (!word || (!word.doubted && !calm)) return undefined
  const { doubted, says, sku, title, units } = word
  const other = title ? `${title} (${sku})` : sku
  return (
    <p
      className={doubted ? css.doubted : css.calm}
      data-testid="likeness-line"
      data-told={doubted ? says : 'same'}
    >
      <IconEyeQuestion className={css.icon} aria-hidden="true" />
      <span>{t(`likeness.${doubted ? says : 'same'}`, { other, count: units })}</span>
    </p>
  )
}
