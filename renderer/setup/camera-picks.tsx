import type { ConfigView } from '../../main/api/config-views.ts'
import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import { Field, Pick } from '../kit/field.tsx'
import { useWords } from '../kit/words.ts'
import { cameraAt, type Picks, withPicked } from './picks.ts'
import css from './setup.module.css'

export interface CameraPicksProps {
  /** Path and words of each camera that is plugged in and free. */
  readonly options: readonly (readonly [string, string])[]
  readonly picks: Picks
  readonly has: ConfigView['has']
  readonly onChange: (picks: Picks) => void
}

/** For each side of the rig the camera that looks from there; one that is plugged in looks from one side only. */
export function CameraPicks({ options, picks, has, onChange }: CameraPicksProps) {
  const { t } = useWords()
  const { cameras } = picks
  const free = (role: CameraRole) =>
    options.filter(([path]) => cameraRoles.every((each) => each === role || cameras[each] !== path))
  const kept = (role: CameraRole) => {
    const name = cameraAt(has, role)
    return name ? [['keep', t('setup.keep', { name })] as const] : []
  }
  const others = [
    ['page', t('setup.pageCamera')],
    ['address', t('setup.byAddress')],
  ] as const
  return (
    <fieldset className={css.picks}>
      <legend className={css.soft}>{t('setup.cameraPicks')}</legend>
      {cameraRoles.map((role) => (
        <div key={role} className={css.pick}>
          <Pick
            label={t(`role.${role}`)}
            value={cameras[role]}
            options={withPicked(
              [['', t('setup.noCamera')], ...kept(role), ...free(role), ...others],
              cameras[role],
            )}
            onChange={(path) => onChange({ ...picks, cameras: { ...cameras, [role]: path } })}
            testId={`camera-at-${role}`}
          />
          {cameras[role] === 'address' && (
            <Field
              label={t('setup.address')}
              value={picks.addresses[role] ?? ''}
              onChange={(typed) => onChange({ ...picks, addresses: { ...picks.addresses, [role]: typed } })}
              testId={`address-${role}`}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}
