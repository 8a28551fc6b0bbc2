import { useState } from 'react'
import type { ReviewItem } from '../../main/api/views.ts'
import { useKeys } from '../kit/keyboard.tsx'
import { numberFindings, tellingRole } from '../kit/number-findings.ts'
import { PhotoStrip } from '../kit/photo-strip.tsx'
import { useWords } from '../kit/words.ts'
import { ZoomPhoto } from '../kit/zoom-photo.tsx'
import css from './review.module.css'

/** The photographs to look into; arrow keys left and right go round the views. */
export function ItemPhotos({ item, rejected }: { item: ReviewItem; rejected: readonly number[] }) {
  const { t } = useWords()
  const { shots } = item.record
  const [role, setRole] = useState(() => tellingRole(shots, item.findings))
  const shot = shots.find((each) => each.role === role) ?? shots[0]
  const turn = (by: number) => {
    const at = shots.findIndex((each) => each.role === shot?.role)
    setRole(shots[(at + by + shots.length) % shots.length]?.role)
  }
  useKeys({ ArrowRight: () => turn(1), ArrowLeft: () => turn(-1) })
  if (!shot) return <p className={css.noPhotos}>{t('lane.proposing.noPhotos')}</p>
  const numbered = numberFindings(item.findings, rejected)
  return (
    <div className={css.photos}>
      <ZoomPhoto key={shot.role} shot={shot} findings={numbered} />
      {shots.length > 1 && (
        <PhotoStrip shots={shots} findings={numbered} shown={shot.role} onShow={setRole} />
      )}
    </div>
  )
}
