import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useState } from 'react'
import type { TriedView } from '../../main/api/teach-views.ts'
import { unitAddress } from '../kit/photo-view.tsx'
import { useWords } from '../kit/words.ts'
import css from './unit-photos.module.css'
import type { ShownUnit, ShownView } from './use-teaching.ts'

/** The points of an outline as SVG wants them, over a square of 100. */
export function pointsOf(line: readonly { readonly x: number; readonly y: number }[]): string {
  return line.map(({ x, y }) => `${(x * 100).toFixed(2)},${(y * 100).toFixed(2)}`).join(' ')
}

/** All views of the unit photographed last: the line around the item, and whether it lay over the first unit. */
export function UnitPhotos({ shown }: { shown: ShownUnit }) {
  return (
    <ul className={css.photos} data-count={shown.views.length}>
      {shown.views.map((view) => (
        <li key={view.role} className={css.view}>
          <Photo unit={shown.unit} view={view} />
          <Caption view={view} unit={shown} />
        </li>
      ))}
    </ul>
  )
}

function Photo({ unit, view: { role, seen } }: { unit: string; view: ShownView }) {
  const { t } = useWords()
  // What a camera gives is known once the photograph is there; until then it is drawn as most are.
  const [ratio, setRatio] = useState(16 / 9)
  return (
    <div className={css.place}>
      <div className={css.frame} style={{ '--ratio': ratio }}>
        <img
          className={css.image}
          src={unitAddress(unit, role, 640)}
          alt={t('teach.photoOf', { role: t(`role.${role}`) })}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setRatio(naturalWidth / naturalHeight)
          }
        />
        {seen && <Outline lines={seen.outline} />}
      </div>
    </div>
  )
}

function Outline({ lines }: { lines: TriedView['outline'] }) {
  return (
    <svg className={css.outline} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {lines.map((line, at) => (
        <g key={at}>
          <polygon className={css.dark} points={pointsOf(line)} />
          <polygon className={css.light} points={pointsOf(line)} />
        </g>
      ))}
    </svg>
  )
}

const icons = {
  refused: IconAlertTriangle,
  lies: IconCircleCheck,
  isFirst: IconCircleCheck,
  free: IconCircleDashed,
}

/** What is said of one view: nothing while the station looks, and nothing of the good views of a refused unit. */
export function saidOf(
  { seen, refused }: ShownView,
  { first }: Pick<ShownUnit, 'first'>,
): keyof typeof icons | undefined {
  if (refused) return 'refused'
  if (!seen) return undefined
  if (first) return 'isFirst'
  return seen.registered ? 'lies' : 'free'
}

function Caption({ view, unit }: { view: ShownView; unit: ShownUnit }) {
  const { t } = useWords()
  const { role, refused } = view
  const said = saidOf(view, unit)
  const Icon = said && icons[said]
  return (
    <p className={[css.caption, refused && css.refused].filter(Boolean).join(' ')}>
      {Icon && <Icon className={css.icon} aria-hidden="true" />}
      <span>
        <strong>{t(`role.${role}`)}</strong>{' '}
        {refused ? t(`teach.refused.${refused}`) : said && said !== 'refused' && t(`teach.${said}`)}
        {unit.looking && t('teach.looking')}
      </span>
    </p>
  )
}
