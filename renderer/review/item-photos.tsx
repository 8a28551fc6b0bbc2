import { IconColumns2 } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReviewItem } from '../../main/api/views.ts'
import type { Shot } from '../../main/kernel/frame.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { MemoryLine, memoryOf } from '../kit/memory-line.tsx'
import { numberFindings, tellingRole } from '../kit/number-findings.ts'
import { PhotoStrip } from '../kit/photo-strip.tsx'
import { useWords } from '../kit/words.ts'
import { ZoomPhoto } from '../kit/zoom-photo.tsx'
import compare from './compare.module.css'
import { ComparePhotos } from './compare-photos.tsx'
import css from './review.module.css'

/** The photographs to look into; arrow keys left and right go round the views, C lays a whole unit beside. */
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
      <Shown item={item} shot={shot} numbered={numbered} />
      {shots.length > 1 && (
        <PhotoStrip shots={shots} findings={numbered} shown={shot.role} onShow={setRole} />
      )}
    </div>
  )
}

interface ShownProps {
  readonly item: ReviewItem
  readonly shot: Shot
  readonly numbered: ReturnType<typeof numberFindings>
}

/** One view, alone or beside the first whole unit, with what the memory said of it. */
function Shown({ item: { record }, shot, numbered }: ShownProps) {
  const { t } = useWords()
  const [beside, setBeside] = useState(false)
  const unit = useFirstUnit('sku' in record.item ? record.item.sku?.sku : undefined)
  const toggle = () => setBeside(!beside)
  useKeys({ c: unit ? toggle : undefined })
  const word = memoryOf(record.inference, shot.role)
  return (
    <div className={css.shown}>
      {beside && unit ? (
        <ComparePhotos key={shot.role} shot={shot} findings={numbered} unit={unit} />
      ) : (
        <ZoomPhoto key={shot.role} shot={shot} findings={numbered} />
      )}
      {(word || unit) && (
        <div className={compare.tools}>
          <MemoryLine word={word} />
          {unit && (
            <BigButton
              label={t('review.compare')}
              icon={IconColumns2}
              hotkey="C"
              pressed={beside}
              onPress={toggle}
              testId="compare-button"
            />
          )}
        </div>
      )}
    </div>
  )
}

/** The first whole unit of a product that the station knows. */
function useFirstUnit(sku: string | undefined): string | undefined {
  const taught = useQuery(
    api.teach.view.queryOptions(sku === undefined ? skipToken : { sku }, { staleTime: 60_000, retry: false }),
  )
  return taught.data?.ends?.first
}
