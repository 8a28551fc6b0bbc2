import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import { Pick } from '../kit/field.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

/** What looks from each role: nothing, `page`, or the path of a camera that is plugged in. */
export type CameraChoice = Readonly<Record<CameraRole, string>>

export interface CameraPicksProps {
  /** Path and words of each camera that is plugged in and free. */
  readonly options: readonly (readonly [string, string])[]
  readonly chosen: CameraChoice
  readonly onChange: (chosen: CameraChoice) => void
}

/** For each side of the rig the camera that looks from there; one that is plugged in looks from one side only. */
export function CameraPicks({ options, chosen, onChange }: CameraPicksProps) {
  const { t } = useWords()
  const free = (role: CameraRole) =>
    options.filter(([path]) => cameraRoles.every((each) => each === role || chosen[each] !== path))
  return (
    <fieldset className={css.picks}>
      <legend className={css.soft}>{t('setup.cameraPicks')}</legend>
      {cameraRoles.map((role) => (
        <Pick
          key={role}
          label={t(`role.${role}`)}
          value={chosen[role]}
          options={[['', t('setup.noCamera')], ['page', t('setup.pageCamera')], ...free(role)]}
          onChange={(path) => onChange({ ...chosen, [role]: path })}
          testId={`camera-at-${role}`}
        />
      ))}
    </fieldset>
  )
}
