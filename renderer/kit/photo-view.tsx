import { IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Finding } from '../../main/kernel/finding.ts'
import type { CameraRole, Shot } from '../../main/kernel/frame.ts'
import { FindingBoxes } from './finding-boxes.tsx'
import css from './photo-view.module.css'
import { useWords } from './words.ts'

/** Address of a stored photograph, or of its thumbnail `width` pixels wide. */
export function evidenceAddress(sha256: string, width?: number): string {
  return width ? `/evidence/${sha256}?width=${width}` : `/evidence/${sha256}`
}

/** Address of a photograph of a whole unit that was taught, or of a copy `width` pixels wide. */
export function unitAddress(unit: string, role: CameraRole, width?: number): string {
  const photo = `/taught/${encodeURIComponent(unit)}/${role}`
  return width ? `${photo}?width=${width}` : photo
}

/** A finding with its number in the item's whole list, counted from 1. */
export interface NumberedFinding {
  readonly number: number
  readonly finding: Finding
  /** A supervisor said that it is wrong. */
  readonly rejected?: boolean
}

export interface PhotoViewProps {
  readonly shot: Shot
  readonly findings: readonly NumberedFinding[]
  /** Pixels wide of the copy to ask for; the whole photograph when absent. */
  readonly width?: number
  readonly marked?: number | undefined
  /** Where the photograph is, when it is not the station's evidence. */
  readonly src?: string
  /** What it shows, when that is not this view of the item. */
  readonly alt?: string
  /** Findings say their numbers only: there is no room for words. */
  readonly short?: boolean
}

/** One photograph as large as its place allows, with its findings drawn over it. */
export function PhotoView({ shot, findings, width, marked, src, alt, short }: PhotoViewProps) {
  const { t } = useWords()
  const [lost, setLost] = useState(false)
  const ratio = shot.quality.width / shot.quality.height || 4 / 3
  const seen = findings.filter(({ finding }) => finding.view?.role === shot.role)
  return (
    <div className={css.place}>
      <figure className={css.photo} style={{ '--ratio': ratio }}>
        {lost ? (
          <figcaption className={css.lost}>
            <IconPhotoOff aria-hidden="true" />
            {t('photo.missing')}
          </figcaption>
        ) : (
          <img
            className={css.image}
            src={src ?? evidenceAddress(shot.sha256, width)}
            alt={alt ?? t('photo.of', { role: t(`role.${shot.role}`), count: seen.length })}
            onError={() => setLost(true)}
            draggable={false}
          />
        )}
        <FindingBoxes findings={seen} marked={marked} short={short} />
      </figure>
    </div>
  )
}
