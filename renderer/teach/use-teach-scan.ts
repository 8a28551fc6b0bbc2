import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Sku } from '../../main/kernel/item.ts'
import { client } from '../kit/api.ts'
import { useScan } from '../kit/keyboard.tsx'
import { notify } from '../kit/notices.ts'
import { goTo } from '../kit/route.ts'
import { play } from '../kit/sound.ts'
import { useWords } from '../kit/words.ts'

/** A scan on the teach screen says which product is taught; several that fit are given to be picked from. */
export function useTeachScan() {
  const { t } = useWords()
  const [choices, setChoices] = useState<readonly Sku[]>()
  const find = useMutation({
    mutationFn: (code: string) => client.teach.find.query({ code }),
    onSuccess: (found) => {
      const [one] = found
      if (!one) {
        play('trouble')
        notify({ text: t('teach.noSuch'), warn: true })
      } else if (found.length > 1) setChoices(found)
      else goTo('teach', one.sku)
    },
  })
  useScan((code) => find.mutate(code))
  return { choices, close: () => setChoices(undefined) }
}
