import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react'
import { useWords } from '../kit/words.ts'
import { type Chip, mainTrouble } from './device-health.ts'
import css from './trouble-line.module.css'

/** One sentence under the header: the station is not there, or the device that asks for most. Nothing when all is well. */
export function TroubleLine({ chips, connected }: { chips: readonly Chip[]; connected: boolean }) {
  const { t, fault } = useWords()
  const trouble = mainTrouble(chips)
  const words = connected ? trouble && fault({ code: trouble.fault }) : fault({ code: 'STATION_LOST' })
  const loud = !connected || trouble?.care === 'act'
  const Icon = connected ? IconAlertTriangle : IconPlugConnectedX
  return (
    <div
      role="status"
      className={words ? `${css.line} ${loud ? css.loud : ''}` : css.none}
      data-testid="trouble"
    >
      {words && (
        <>
          <Icon className={css.icon} aria-hidden="true" />
          <p>
            <strong>{words.what}</strong> {words.todo}
          </p>
          {!connected && <span className={css.wait}>{t('app.reconnecting')}</span>}
        </>
      )}
    </div>
  )
}
