import { VisuallyHidden } from '@mantine/core'
import type { CameraRole, Shot } from '../../main/kernel/frame.ts'
import css from './photo-strip.module.css'
import { evidenceAddress, type NumberedFinding } from './photo-view.tsx'
import { useWords } from './words.ts'

export interface PhotoStripProps {
  readonly shots: readonly Shot[]
  readonly findings: readonly NumberedFinding[]
  readonly shown: CameraRole
  readonly onShow: (role: CameraRole) => void
}

/** Small copies of all views, each with the number of findings on it; the shown one is framed. */
export function PhotoStrip({ shots, findings, shown, onShow }: PhotoStripProps) {
  const { t } = useWords()
  return (
    <div className={css.strip}>
      {shots.map(({ role, sha256 }) => {
        const count = findings.filter(({ finding }) => finding.view?.role === role).length
        return (
          <button
            key={role}
            type="button"
            className={css.thumb}
            aria-pressed={role === shown}
            onClick={() => onShow(role)}
          >
            <img className={css.image} src={evidenceAddress(sha256, 480)} alt="" draggable={false} />
            <span className={css.name}>{t(`role.${role}`)}</span>
            {count > 0 && <span className={css.count}>{count}</span>}
            <VisuallyHidden>{t('photo.found', { count })}</VisuallyHidden>
          </button>
        )
      })}
    </div>
  )
}
