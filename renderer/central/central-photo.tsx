import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Finding } from '../../main/kernel/finding.ts'
import type { Shot } from '../../main/kernel/frame.ts'
import { numberFindings } from '../kit/number-findings.ts'
import { PhotoView } from '../kit/photo-view.tsx'
import { useWords } from '../kit/words.ts'
import { askBlob } from './ask.ts'
import css from './central.module.css'

/** A photograph from central, with its findings. */
export function CentralPhoto({ shot, findings }: { shot: Shot; findings: readonly Finding[] }) {
  const { t } = useWords()
  const photo = useQuery({
    queryKey: ['blob', shot.sha256],
    queryFn: ({ signal }) => askBlob(`/v1/blobs/${shot.sha256}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const src = useObjectAddress(photo.data)
  return (
    <div>
      <h2 className={css.role}>{t(`role.${shot.role}`)}</h2>
      <div className={css.photo}>
        {src ? (
          <PhotoView shot={shot} findings={numberFindings(findings)} src={src} />
        ) : (
          <p className={css.pending}>{photo.error ? t('photo.notHere') : t('app.loading')}</p>
        )}
      </div>
    </div>
  )
}

/** An address for a blob, given back when it is no longer shown. */
function useObjectAddress(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}
