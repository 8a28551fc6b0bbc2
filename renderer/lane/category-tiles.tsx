import {
  type Icon,
  IconDeviceMobile,
  IconDots,
  IconHorseToy,
  IconPackages,
  IconShirt,
  IconShoe,
  IconToolsKitchen2,
} from '@tabler/icons-react'
import { type Category, categories } from '../../main/kernel/item.ts'
import { useWords } from '../kit/words.ts'
import css from './category-tiles.module.css'

const icons: Record<Category, Icon> = {
  apparel: IconShirt,
  footwear: IconShoe,
  small_electronics: IconDeviceMobile,
  housewares: IconToolsKitchen2,
  packaged_goods: IconPackages,
  toys: IconHorseToy,
  other: IconDots,
}

/** The kinds of goods as large tiles with a picture and a word. */
export function CategoryTiles({ busy, onPick }: { busy: boolean; onPick: (category: Category) => void }) {
  const { t } = useWords()
  return (
    <ul className={css.tiles}>
      {categories.map((category) => {
        const Icon = icons[category]
        return (
          <li key={category}>
            <button
              type="button"
              className={css.tile}
              disabled={busy}
              onClick={() => onPick(category)}
              data-testid={`category-${category}`}
            >
              <Icon className={css.icon} stroke={1.5} aria-hidden="true" />
              {t(`category.${category}`)}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
