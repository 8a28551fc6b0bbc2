import type { Ledger } from '../../sync/ledger/port.ts'
import type { ConfigHome } from './config-home.ts'
import { runsBefore } from './config-home.ts'
import { hashOf, keepTrial, readTrial } from './config-trial.ts'

/** Every change of the configuration is in the trail, whoever made it; so is one that the station could not start with. */
export function auditConfig(
  ledger: Pick<Ledger, 'audit' | 'setting' | 'saveSetting'>,
  home: ConfigHome,
): void {
  const { file, from, text } = home
  const to = hashOf(text)
  const before = ledger.setting('_config-hash')
  if (before !== to) {
    const detail = JSON.stringify({ from: before ?? null, to, copy: from === file ? null : (from ?? null) })
    ledger.audit({ actor: 'station', action: 'config.changed', subject: file, detail })
    ledger.saveSetting('_config-hash', to, 'setup')
  }
  const trial = readTrial(home.trial)
  if (!trial || trial.told || !runsBefore(home)) return
  const detail = JSON.stringify({ refused: trial.saved, why: trial.why, copy: trial.before })
  ledger.audit({ actor: 'station', action: 'config.refused', subject: file, detail })
  keepTrial(home.trial, { ...trial, told: true })
}
