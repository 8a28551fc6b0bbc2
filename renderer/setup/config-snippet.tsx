import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import type { DeviceUse, Plugged } from '../../main/kernel/plugged.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Pick } from '../kit/field.tsx'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'
import { configText } from './config-text.ts'
import css from './setup.module.css'

/** Picks devices and writes the lines of configuration for them; the file itself is edited by a person. */
export function ConfigSnippet({ found, file }: { found: readonly Plugged[]; file: string }) {
  const { t } = useWords()
  const [scannerPath, setScanner] = useState('')
  const [printerPath, setPrinter] = useState('')
  const [scalePath, setScale] = useState('')
  const [signalPath, setSignal] = useState('')
  const [cameras, setCameras] = useState<readonly CameraRole[]>(['top'])
  const readers = optionsOf(found, 'camera').map(
    ([path, about]) => [path, t('setup.reader', { about })] as const,
  )
  const text = configText({
    scanner: useOf(found, 'scanner', scannerPath) ?? useOf(found, 'camera', scannerPath),
    printer: useOf(found, 'printer', printerPath),
    scale: useOf(found, 'scale', scalePath),
    signal: useOf(found, 'signal', signalPath),
    cameras,
  })
  return (
    <>
      <h3 className={css.sub}>{t('setup.configure')}</h3>
      <div className={css.form}>
        <Pick
          label={t('strip.scanner')}
          value={scannerPath}
          options={[['', t('setup.wedge')], ...optionsOf(found, 'scanner'), ...readers]}
          onChange={setScanner}
        />
        <Pick
          label={t('strip.printer')}
          value={printerPath}
          options={[['', t('setup.noPrinter')], ...optionsOf(found, 'printer')]}
          onChange={setPrinter}
        />
        <Pick
          label={t('strip.scale')}
          value={scalePath}
          options={[['', t('setup.noScale')], ...optionsOf(found, 'scale')]}
          onChange={setScale}
        />
        <Pick
          label={t('strip.signal')}
          value={signalPath}
          options={[['', t('setup.noSignal')], ...optionsOf(found, 'signal')]}
          onChange={setSignal}
        />
      </div>
      <CameraPicks chosen={cameras} onChange={setCameras} />
      <p className={css.soft}>{t(file ? 'setup.paste' : 'setup.pasteNew', { file })}</p>
      <div className={css.snippet}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className={css.code} tabIndex={0}>
          {text}
        </pre>
        <CopyButton text={text} />
      </div>
    </>
  )
}

/** How the device at a path is configured for a use; undefined where it is none. */
function useOf(
  found: readonly Plugged[],
  as: DeviceUse['as'],
  path: string,
): DeviceUse['config'] | undefined {
  return found.find((device) => device.path === path)?.uses.find((use) => use.as === as)?.config
}

function optionsOf(found: readonly Plugged[], as: DeviceUse['as']): readonly (readonly [string, string])[] {
  const fitting = found.filter(({ uses }) => uses.some((use) => use.as === as))
  return fitting.map(({ path, about }) => [path, `${about} (${path})`])
}

interface CameraPicksProps {
  readonly chosen: readonly CameraRole[]
  readonly onChange: (roles: readonly CameraRole[]) => void
}

function CameraPicks({ chosen, onChange }: CameraPicksProps) {
  const { t } = useWords()
  return (
    <fieldset className={css.cameras}>
      <legend className={css.soft}>{t('setup.pageCameras')}</legend>
      {cameraRoles.map((role) => (
        <BigButton
          key={role}
          label={t(`role.${role}`)}
          pressed={chosen.includes(role)}
          onPress={() => onChange(cameraRoles.filter((each) => chosen.includes(each) !== (each === role)))}
        />
      ))}
    </fieldset>
  )
}

function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  // Browsers give no clipboard to plain http from another machine; the text can be selected there.
  if (!navigator.clipboard) return undefined
  const copy = () => navigator.clipboard.writeText(text).then(() => notify({ text: t('setup.copied') }))
  return <BigButton label={t('setup.copy')} icon={IconCopy} onPress={() => void copy()} />
}
