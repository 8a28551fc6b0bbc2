import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react'
import css from './notice-line.module.css'
import { dismiss, useNotice } from './notices.ts'
import { useWords } from './words.ts'

/** The passing message at the head of every screen, spoken by screen readers. */
export function NoticeLine() {
  const { t, fault } = useWords()
  const notice = useNotice()
  const words = notice?.fault && fault(notice.fault)
  const warn = words !== undefined || notice?.warn === true
  return (
    <div className={css.place} role="status">
      {notice && (
        <div key={notice.id} className={`${css.notice} ${warn ? css.warn : ''}`} data-testid="notice">
          {warn ? <IconAlertTriangle aria-hidden="true" /> : <IconCircleCheck aria-hidden="true" />}
          <p className={css.text}>
            <strong>{words?.what ?? notice.text}</strong> {words?.todo}
            {notice.fault?.code === 'BAD_INPUT' && <span className={css.detail}>{notice.fault.detail}</span>}
          </p>
          <button type="button" className={css.close} onClick={dismiss} aria-label={t('app.dismiss')}>
            <IconX aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  )
}
