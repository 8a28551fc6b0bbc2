import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { cameraRoles } from '../../main/kernel/frame.ts'
import type { DeviceUse, Plugged } from '../../main/kernel/plugged.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Pick } from '../kit/field.tsx'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'
import { type CameraChoice, CameraPicks } from './camera-picks.tsx'
import { configText } from './config-text.ts'
import css from './setup.module.css'

/** What a machine has one of, each with the words for having none. */
const single = {
  scanner: 'setup.wedge',
  printer: 'setup.noPrinter',
  scale: 'setup.noScale',
  signal: 'setup.noSignal',
} as const
type Single = keyof typeof single

const nothing: Readonly<Record<Single, string>> = { scanner: '', printer: '', scale: '', signal: '' }
const oneCamera: CameraChoice = { top: 'page', left: '', right: '', front: '', label: '' }

/** Picks devices and writes the lines of configuration for them; the file itself is edited by a person. */
export function ConfigSnippet({ found, file }: { found: readonly Plugged[]; file: string }) {
  const { t } = useWords()
  const [paths, setPaths] = useState(nothing)
  const [cameras, setCameras] = useState(oneCamera)
  const plugged = optionsOf(found, 'camera')
  // A camera may be the scanner: then it is the label's camera, and none of the others'.
  const readers = plugged.map(([path, about]) => [path, t('setup.reader', { about })] as const)
  return (
    <>
      <h3 className={css.sub}>{t('setup.configure')}</h3>
      <div className={css.picks}>
        {(Object.keys(single) as Single[]).map((as) => (
          <Pick
            key={as}
            label={t(`strip.${as}`)}
            value={paths[as]}
            options={[['', t(single[as])], ...optionsOf(found, as), ...(as === 'scanner' ? readers : [])]}
            onChange={(path) => setPaths({ ...paths, [as]: path })}
          />
        ))}
      </div>
      <CameraPicks
        options={plugged.filter(([path]) => path !== paths.scanner)}
        chosen={cameras}
        onChange={setCameras}
      />
      <p className={css.soft}>{t(file ? 'setup.paste' : 'setup.pasteNew', { file })}</p>
      <Snippet text={textOf(found, paths, cameras)} />
    </>
  )
}

function Snippet({ text }: { text: string }) {
  return (
    <div className={css.snippet}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre className={css.code} tabIndex={0}>
        {text}
      </pre>
      <CopyButton text={text} />
    </div>
  )
}

function textOf(found: readonly Plugged[], paths: Readonly<Record<Single, string>>, cameras: CameraChoice) {
  const use = (as: Single) => useOf(found, as, paths[as])
  const looking = cameraRoles.flatMap((role) => {
    const path = cameras[role]
    const pick = path === 'page' ? path : path !== paths.scanner && useOf(found, 'camera', path)
    return pick ? [[role, pick] as const] : []
  })
  return configText({
    scanner: use('scanner') ?? useOf(found, 'camera', paths.scanner),
    printer: use('printer'),
    scale: use('scale'),
    signal: use('signal'),
    cameras: Object.fromEntries(looking),
  })
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

function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  // Browsers give no clipboard to plain http from another machine; the text can be selected there.
  if (!navigator.clipboard) return undefined
  const copy = () => navigator.clipboard.writeText(text).then(() => notify({ text: t('setup.copied') }))
  return <BigButton label={t('setup.copy')} icon={IconCopy} onPress={() => void copy()} />
}
