import { type Icon, IconBarcode, IconCamera, IconEye, IconPrinter, IconWifi } from '@tabler/icons-react'
import { addressOf } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './device-chips.module.css'
import type { Chip, ChipName } from './device-health.ts'

const icons: Record<ChipName, Icon> = {
  printer: IconPrinter,
  scanner: IconBarcode,
  cameras: IconCamera,
  network: IconWifi,
  eyes: IconEye,
}

/** Printer, scanner, cameras, network and model: grey while fine, with a word and a mark when one asks for something. */
export function DeviceChips({ chips }: { chips: readonly Chip[] }) {
  const { t, orElse } = useWords()
  return (
    <ul className={css.chips} aria-label={t('strip.title')}>
      {chips.map(({ name, care, state, count }) => {
        const Icon = icons[name]
        const word = care === 'fine' ? t(`strip.${name}`) : orElse(`strip.state.${state}`, state)
        return (
          <li key={name}>
            <a
              className={`${css.chip} ${css[care]}`}
              href={addressOf('health')}
              data-testid={`chip-${name}`}
              aria-label={t('strip.chip', {
                name: t(`strip.${name}`),
                state: orElse(`strip.state.${state}`, state),
              })}
            >
              <Icon className={css.icon} aria-hidden="true" />
              <span className={css.word}>{word}</span>
              {count > 0 && <span className={css.count}>{count > 999 ? t('strip.many') : count}</span>}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
