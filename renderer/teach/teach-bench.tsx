import { useQuery } from '@tanstack/react-query'
import type { TeachView } from '../../main/api/teach-views.ts'
import { useLaneFeed } from '../frame/lane-feed.tsx'
import { api } from '../kit/api.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { LaneItemHint, laneIsFree } from './lane-item-hint.tsx'
import { LiveView } from './live-view.tsx'
import { PromiseLine } from './promise-line.tsx'
import css from './teach.module.css'
import { TeachActions } from './teach-actions.tsx'
import { TeachWord } from './teach-word.tsx'
import { UnitMarks } from './unit-marks.tsx'
import { UnitPhotos } from './unit-photos.tsx'
import { usePageViews } from './use-page-views.ts'
import { useTeaching } from './use-teaching.ts'

/** One product on the bench: photograph a whole unit, see how it was seen, put the next one on. */
export function TeachBench({ sku }: { sku: string }) {
  const view = useQuery(api.teach.view.queryOptions({ sku }))
  if (!view.data) return <Waiting error={view.error} />
  return <Loaded view={view.data} />
}

function Loaded({ view }: { view: TeachView }) {
  const teaching = useTeaching(view.sku)
  const page = usePageViews(view.cameras)
  const free = laneIsFree(useLaneFeed().view)
  const ready = free && teaching.phase === 'ready' && page.ready
  const press = () => {
    if (!ready) return
    // The last view of the page's own cameras completes the unit; the station's cameras then take theirs.
    void page.take().then((whole) => whole && teaching.shoot(page.send))
  }
  return (
    <div className={css.bench}>
      <Head view={view} />
      <div className={css.columns}>
        <div className={css.left}>
          {page.role ? (
            <LiveView key={page.role} role={page.role} onVideo={page.onVideo} />
          ) : teaching.shown ? (
            <UnitPhotos shown={teaching.shown} />
          ) : (
            <Nothing view={view} />
          )}
        </div>
        <div className={css.right}>
          <UnitMarks view={view} />
          <LaneItemHint />
          <TeachWord teaching={teaching} pageRole={page.role} free={free} />
          {page.role && teaching.shown && (
            <div className={css.small}>
              <UnitPhotos shown={teaching.shown} />
            </div>
          )}
          <PromiseLine view={view} />
        </div>
      </div>
      <TeachActions view={view} teaching={teaching} ready={ready} onPress={press} />
    </div>
  )
}

function Head({ view: { title, sku, category } }: { view: TeachView }) {
  const { t } = useWords()
  return (
    <header className={css.head}>
      <h1 className={css.title}>{title}</h1>
      <p className={css.facts}>{[sku, t(`category.${category}`)].join(' · ')}</p>
    </header>
  )
}

/** Before the first press: what a unit must be. */
function Nothing({ view }: { view: TeachView }) {
  const { t } = useWords()
  return (
    <div className={css.nothing}>
      <p>{t(view.cameras.length === 0 ? 'teach.noCamera' : 'teach.putOn')}</p>
    </div>
  )
}
