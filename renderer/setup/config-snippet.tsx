import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Pick } from '../kit/field.tsx'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'
import { configText } from './config-text.ts'
import css from './setup.module.css'

/** Picks devices and writes the lines of configuration for them; the file itself is edited by a person. */
export function ConfigSnippet({ ports, file }: { ports: readonly string[]; file: string }) {
  const { t } = useWords()
  const [scannerPort, setScanner] = useState('')
  const [printerPort, setPrinter] = useState('')
  const [cameras, setCameras] = useState<readonly CameraRole[]>(['top'])
  const text = configText({ scannerPort, printerPort, cameras })
  const serial = ports.map((path) => [path, path] as const)
  return (
    <>
      <h3 className={css.sub}>{t('setup.configure')}</h3>
      <div className={css.form}>
        <Pick
          label={t('strip.scanner')}
          value={scannerPort}
          options={[['', t('setup.wedge')], ...serial]}
          onChange={setScanner}
        />
        <Pick
          label={t('strip.printer')}
          value={printerPort}
          options={[['', t('setup.noPrinter')], ...serial]}
          onChange={setPrinter}
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
