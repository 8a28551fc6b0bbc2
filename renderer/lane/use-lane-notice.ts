import { useEffect } from 'react'
import type { LaneView } from '../../main/api/views.ts'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'

/** Passes on the lane's short word, for example that a scan was not taken, once for each time it is said. */
export function useLaneNotice(view: LaneView | undefined): void {
  const { t } = useWords()
  const notice = view?.notice
  useEffect(() => {
    if (notice) notify({ text: t(`notice.${notice.code}`, { detail: notice.detail }), warn: true })
  }, [notice, t])
}
