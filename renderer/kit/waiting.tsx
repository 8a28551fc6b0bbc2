import { Loader } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { faultOf } from './fault-of.ts'
import css from './waiting.module.css'
import { useWords } from './words.ts'

/** A whole page or panel that waits: calm while it loads, a sentence when it failed. */
export function Waiting({ error }: { error?: unknown }) {
  const { t, fault } = useWords()
  if (!error)
    return (
      <div className={css.waiting} role="status">
        <Loader color="gray" aria-hidden="true" />
        <p>{t('app.loading')}</p>
      </div>
    )
  const found = faultOf(error)
  const words = fault(found)
  return (
    <div className={css.waiting} role="alert">
      <IconPlugConnectedX className={css.icon} aria-hidden="true" />
      <h1 className={css.what}>{words.what}</h1>
      <p className={css.todo}>{words.todo}</p>
      {/* A page that reaches nobody knows no more than that. */}
      {found.code !== 'STATION_LOST' && <p className={css.detail}>{found.detail}</p>}
    </div>
  )
}
