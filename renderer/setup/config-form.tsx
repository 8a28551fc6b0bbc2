import { useState } from 'react'
import type { ConfigView } from '../../main/api/config-views.ts'
import type { Plugged } from '../../main/kernel/plugged.ts'
import { useWords } from '../kit/words.ts'
import { CameraPicks } from './camera-picks.tsx'
import { DevicePick } from './device-pick.tsx'
import { draftOf, firstPicks, lackOf, optionsOf, type Picks, singles } from './picks.ts'
import { SaveConfig } from './save-config.tsx'
import css from './setup.module.css'
import { WhoFields } from './who-fields.tsx'

/** Picks devices, and makes the configuration for them the station's own. */
export function ConfigForm({ found, config }: { found: readonly Plugged[]; config: ConfigView }) {
  const { t } = useWords()
  const { has } = config
  const [changed, setPicks] = useState<Picks>()
  // What nobody has touched follows what the station runs with, also after a restart.
  const picks = changed ?? firstPicks(has)
  const fresh = has.scanners.length + has.cameras.length === 0
  const cameras = optionsOf(found, 'camera').filter(([path]) => path !== picks.devices.scanner)
  return (
    <>
      <h3 className={css.sub}>{t('setup.configure')}</h3>
      <WhoFields picks={picks} onChange={setPicks} />
      <div className={css.picks}>
        {singles.map((as) => (
          <DevicePick key={as} {...{ as, found, has, picks }} onChange={setPicks} />
        ))}
      </div>
      <CameraPicks options={cameras} {...{ picks, has }} onChange={setPicks} />
      <SaveConfig
        draft={draftOf(picks, found, has)}
        config={config}
        lacks={lackOf(picks, found) ?? (changed || fresh ? undefined : 'choice')}
        onSaved={() => setPicks(undefined)}
      />
    </>
  )
}
