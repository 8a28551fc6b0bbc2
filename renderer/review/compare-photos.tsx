import { useState } from 'react'
import type { Shot } from '../../main/kernel/frame.ts'
import { type NumberedFinding, unitAddress } from '../kit/photo-view.tsx'
import { useWords } from '../kit/words.ts'
import { wholePhoto } from '../kit/zoom.ts'
import { ZoomPhoto } from '../kit/zoom-photo.tsx'
import css from './compare.module.css'

export interface ComparePhotosProps {
  readonly shot: Shot
  readonly findings: readonly NumberedFinding[]
  /** The first whole unit of the same product. */
  readonly unit: string
}

/** The view beside the first whole unit's, from the same camera: zooming one zooms both to the same place. */
export function ComparePhotos({ shot, findings, unit }: ComparePhotosProps) {
  const { t } = useWords()
  const [zoom, setZoom] = useState(wholePhoto)
  const shared = { zoom, onZoom: setZoom }
  const role = t(`role.${shot.role}`)
  return (
    <div className={css.pair} data-testid="compare">
      <figure className={css.side}>
        <figcaption>{t('review.thisItem')}</figcaption>
        <ZoomPhoto shot={shot} findings={findings} shared={shared} short />
      </figure>
      <figure className={css.side}>
        <figcaption>{t('review.wholeUnit')}</figcaption>
        <ZoomPhoto
          shot={shot}
          findings={[]}
          shared={shared}
          src={unitAddress(unit, shot.role)}
          alt={t('teach.photoOf', { role })}
        />
      </figure>
    </div>
  )
}
