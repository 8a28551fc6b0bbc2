import { useEffect, useState } from 'react'
import type { ConfigView } from '../../main/api/config-views.ts'
import { api, queries } from '../kit/api.ts'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'

/** How often a station that restarts is asked whether it is back, in milliseconds. */
const askEveryMs = 1_000

/** Waits for a station that restarts, and says what became of it; `begin` is called when it was asked to. */
export function useRestart({ startedAt, is }: ConfigView): { waiting: boolean; begin: () => void } {
  const { t } = useWords()
  const [from, setFrom] = useState<number>()
  const waiting = from !== undefined && from === startedAt
  useEffect(() => {
    if (from === undefined || from === startedAt) return
    setFrom(undefined)
    // Its name, language and minutes may be others now.
    void queries.invalidateQueries()
    notify(
      is === 'failed'
        ? { text: t('setup.config.failedShort'), warn: true }
        : { text: t('setup.config.back') },
    )
  }, [from, startedAt, is, t])
  useEffect(() => {
    if (!waiting) return
    // One question at a time: a slow station would never come to answer the last of many.
    const ask = () => queries.invalidateQueries(api.setup.view.queryFilter(), { cancelRefetch: false })
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => clearInterval(timer)
  }, [waiting])
  return { waiting, begin: () => setFrom(startedAt) }
}
