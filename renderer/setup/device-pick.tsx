import type { ConfigView } from '../../main/api/config-views.ts'
import type { Plugged } from '../../main/kernel/plugged.ts'
import { Pick } from '../kit/field.tsx'
import { useWords } from '../kit/words.ts'
import { optionsOf, type Picks, type Single, useOf, withPicked } from './picks.ts'
import { settingsOf } from './settings.ts'
import css from './setup.module.css'

/** The words for having none of what a machine has one of. */
const none = {
  scanner: 'setup.wedge',
  printer: 'setup.noPrinter',
  scale: 'setup.noScale',
  signal: 'setup.noSignal',
} as const

export interface DevicePickProps {
  readonly as: Single
  readonly found: readonly Plugged[]
  readonly has: ConfigView['has']
  readonly picks: Picks
  readonly onChange: (picks: Picks) => void
}

/** One device to pick, with what it needs to be told beside. */
export function DevicePick({ as, found, has, picks, onChange }: DevicePickProps) {
  const { t } = useWords()
  const name = as === 'scanner' ? has.scanners.join(', ') : has[as]
  const kept = name ? [['keep', t('setup.keep', { name })] as const] : []
  // A camera may be the scanner: then it is the label's camera, and none of the others'.
  const readers =
    as === 'scanner'
      ? optionsOf(found, 'camera').map(([path, about]) => [path, t('setup.reader', { about })] as const)
      : []
  const { devices } = picks
  return (
    <div className={css.pick}>
      <Pick
        label={t(`strip.${as}`)}
        value={devices[as]}
        options={withPicked([['', t(none[as])], ...kept, ...optionsOf(found, as), ...readers], devices[as])}
        onChange={(path) => onChange({ ...picks, devices: { ...devices, [as]: path } })}
        testId={`pick-${as}`}
      />
      <Settings {...{ as, found, has, picks, onChange }} />
    </div>
  )
}

function Settings({ as, found, picks, onChange }: DevicePickProps) {
  const { t, orElse } = useWords()
  const chosen = picks.settings[as]
  const settings = settingsOf(as, useOf(found, as, picks.devices[as]), chosen)
  return settings.map(({ key, options, usual }) => (
    <Pick
      key={key}
      label={t(`setup.setting.${key}`)}
      value={chosen[key] ?? usual}
      options={options.map((each) => [each, orElse(`setup.settingWord.${key}_${each || 'none'}`, each)])}
      onChange={(value) =>
        onChange({ ...picks, settings: { ...picks.settings, [as]: { ...chosen, [key]: value } } })
      }
      testId={`${as}-${key}`}
    />
  ))
}
