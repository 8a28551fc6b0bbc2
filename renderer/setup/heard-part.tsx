import { useQuery } from '@tanstack/react-query'
import { api } from '../kit/api.ts'
import { agoText } from '../kit/format.ts'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'
import { visible } from './visible.ts'

/** How often the station is asked what its scanners read, in milliseconds: a person looks from the scanner to the screen. */
const askEveryMs = 700

/** What a scanner at the station (USB, serial, a camera) read last; a keyboard scanner is heard by this page itself. */
export function HeardPart() {
  const { t, region } = useWords()
  const asked = useQuery(api.setup.heard.queryOptions(undefined, { refetchInterval: askEveryMs }))
  const heard = asked.data
  return (
    <>
      <h3 className={css.sub}>{t('setup.heard.title')}</h3>
      <p className={css.soft}>{t('setup.heard.hint')}</p>
      <p className={css.heard} role="status" data-testid="station-heard">
        {heard ? visible(heard.text) : t('setup.scanNothing')}
      </p>
      {heard && (
        <p className={css.state}>
          <StateMark
            care={heard.test ? 'fine' : 'look'}
            word={t(heard.test ? 'setup.scanOutcome.right' : 'setup.heard.other')}
          />
          <span>
            {t('setup.heard.by', { device: heard.device, ago: agoText(heard.at, Date.now(), region) })}
          </span>
        </p>
      )}
    </>
  )
}
