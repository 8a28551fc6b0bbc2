import { NoticeLine } from '../kit/notice-line.tsx'
import { LanguageSwitch, SchemeSwitch } from '../kit/switches.tsx'
import { useWords } from '../kit/words.ts'
import css from './central.module.css'
import { InspectionScreen } from './inspection-screen.tsx'
import { ItemsScreen } from './items-screen.tsx'
import { type Place, usePlace } from './place.ts'
import { ReportScreen } from './report-screen.tsx'

/** Central's page: the disposition report over all sites, the items behind a line, and one item whole. */
export function CentralApp() {
  const { t } = useWords()
  const place = usePlace()
  return (
    <div className={css.frame}>
      <header className={css.header}>
        <a className={css.brand} href="#/report">
          {t('central.title')}
        </a>
        <LanguageSwitch />
        <SchemeSwitch />
      </header>
      <main className={css.main} data-scroll>
        <View place={place} />
      </main>
      <NoticeLine />
    </div>
  )
}

function View({ place }: { place: Place }) {
  switch (place.view) {
    case 'report':
      return <ReportScreen place={place} />
    case 'items':
      return <ItemsScreen filter={place.filter} />
    case 'inspection':
      return <InspectionScreen key={place.id} id={place.id} />
  }
}
