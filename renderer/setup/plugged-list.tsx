import { IconNetwork } from '@tabler/icons-react'
import type { AllowView } from '../../main/api/try-out-views.ts'
import type { Plugged, PluggedIn } from '../../main/kernel/plugged.ts'
import { BigButton } from '../kit/big-button.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { CopyButton } from './copy-button.tsx'
import css from './setup.module.css'

export interface PluggedListProps {
  readonly plugged: PluggedIn
  /** What an administrator types where something may not be opened. */
  readonly allow: AllowView | undefined
  readonly network: Network
}

/** The look into the network: when it goes on, and whether it found nothing. */
export interface Network {
  readonly looking: boolean
  readonly empty: boolean
  readonly look: () => void
}

/** What is plugged in or answers in the network, what keeps each from being used, and what this machine lacks to see more. */
export function PluggedList({ plugged: { found, missing }, allow, network }: PluggedListProps) {
  const { t } = useWords()
  return (
    <>
      <h3 className={css.sub}>{t('setup.plugged')}</h3>
      {found.length === 0 && <p className={css.soft}>{t('setup.nonePlugged')}</p>}
      <ul className={css.rows}>
        {found.map((device) => (
          <PluggedRow key={`${device.kind} ${device.path} ${device.about}`} device={device} />
        ))}
      </ul>
      {allow && <Allow allow={allow} />}
      {missing.map((piece) => (
        <p key={piece} className={css.soft}>
          {t(`setup.missing.${piece}`)}
        </p>
      ))}
      <div className={css.form}>
        <BigButton
          label={t(network.looking ? 'setup.network.looking' : 'setup.network.look')}
          icon={IconNetwork}
          disabled={network.looking}
          onPress={network.look}
          testId="look-in-network"
        />
      </div>
      <p className={css.soft} role="status">
        {t(network.empty ? 'setup.network.none' : 'setup.network.hint')}
      </p>
    </>
  )
}

function PluggedRow({ device: { kind, path, about, trouble } }: { device: Plugged }) {
  const { t, fault } = useWords()
  const code = trouble && ({ denied: 'DEVICE_DENIED', keyboard: 'SCANNER_KEYBOARD' } as const)[trouble]
  const words = code && fault({ code })
  return (
    <li className={css.row}>
      <b>{about}</b>
      <div className={css.plugged}>
        {t(`setup.kind.${kind}`)} <span className={css.path}>{path}</span>
        {words && (
          <p className={css.state}>
            <StateMark care="act" word={words.what} />
          </p>
        )}
        {words && <p className={css.soft}>{trouble === 'denied' ? t('setup.allow.below') : words.todo}</p>}
      </div>
    </li>
  )
}

/** The commands that let the station's account open its devices, and the rule they install. */
function Allow({ allow: { commands, rules } }: { allow: AllowView }) {
  const { t } = useWords()
  return (
    <div data-testid="allow">
      <h3 className={css.sub}>{t('setup.allow.title')}</h3>
      <p className={css.soft}>{t('setup.allow.hint')}</p>
      <div className={css.snippet}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className={css.code} tabIndex={0}>
          {commands.join('\n')}
        </pre>
        <CopyButton text={commands.join('\n')} />
      </div>
      <details className={css.details}>
        <summary>{t('setup.allow.rules')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className={css.code} tabIndex={0}>
          {rules}
        </pre>
      </details>
    </div>
  )
}
