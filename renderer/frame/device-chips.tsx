import { VisuallyHidden } from '@mantine/core'
import {
  type Icon,
  IconBarcode,
  IconCamera,
  IconEye,
  IconPrinter,
  IconScale,
  IconTrafficLights,
  IconWifi,
} from '@tabler/icons-react'
import { addressOf } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './device-chips.module.css'
import type { Chip, ChipName } from './device-health.ts'

/** The picture of each group of devices. */
export const chipIcons: Record<ChipName, Icon> = {
  printer: IconPrinter,
  scanner: IconBarcode,
  cameras: IconCamera,
  scale: IconScale,
  signal: IconTrafficLights,
  network: IconWifi,
  eyes: IconEye,
}

/** Printer, scanner, cameras, network and model: grey while fine, with a word and a mark when one asks for something. */
export function DeviceChips({ chips }: { chips: readonly Chip[] }) {
  const { t } = useWords()
  return (
    <ul className={css.chips} aria-label={t('strip.title')}>
      {chips.map((chip) => (
        <li key={chip.name}>
          <ChipLink chip={chip} />
        </li>
      ))}
    </ul>
  )
}

function ChipLink({ chip: { name, care, state, count } }: { chip: Chip }) {
  const { t, orElse } = useWords()
  const Icon = chipIcons[name]
  const stateWord = orElse(`strip.state.${state}`, state)
  const fine = care === 'fine'
  return (
    <a className={`${css.chip} ${css[care] ?? ''}`} href={addressOf('health')} data-testid={`chip-${name}`}>
      <Icon className={css.icon} aria-hidden="true" />
      {!fine && <VisuallyHidden>{t(`strip.${name}`)}</VisuallyHidden>}
      <span className={css.word}>{fine ? t(`strip.${name}`) : stateWord}</span>
      {fine && <VisuallyHidden>{stateWord}</VisuallyHidden>}
      {count > 0 && (
        <span className={css.count}>
          {count > 999 ? t('strip.many') : count}
          <VisuallyHidden>{t('strip.waiting')}</VisuallyHidden>
        </span>
      )}
    </a>
  )
}
