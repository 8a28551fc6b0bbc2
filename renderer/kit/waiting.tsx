import { Loader } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { faultOf, type ShownFault } from './fault-of.ts'
import css from './waiting.module.css'
import { useWords } from './words.ts'

/** Where nobody answered there is nothing more to tell. */
const unheard: ReadonlySet<ShownFault['code']> = new Set(['STATION_LOST', 'CENTRAL_LOST'])

export interface WaitingProps {
  readonly error?: unknown
  /** What an error is on this page: central's is not asked of a station. */
  readonly read?: (error: unknown) => ShownFault
}

/** A whole page or panel that waits: calm while it loads, a sentence when it failed. */
export function Waiting({ error, read = faultOf }: WaitingProps) {
  const { t, fault } = useWords()
  if (!error)
    return (
      <div className={css.waiting} role="status">
        <Loader color="gray" aria-hidden="true" />
        <p>{t('app.loading')}</p>
      </div>
    )
  const found = read(error)
  const words = fault(found)
  return (
    <div className={css.waiting} role="alert">
      <IconPlugConnectedX className={css.icon} aria-hidden="true" />
      <h1 className={css.what}>{words.what}</h1>
      <p className={css.todo}>{words.todo}</p>
      {!unheard.has(found.code) && <p className={css.detail}>{found.detail}</p>}
    </div>
  )
}
