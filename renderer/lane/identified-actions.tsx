import { IconBoxOff, IconPackageOff, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useWords } from '../kit/words.ts'
import css from './lane.module.css'
import { UnlistedDialog } from './unlisted-dialog.tsx'

/** What else may be true of a parcel: the item is not on the return, there is nothing in it, or it was the wrong scan. */
export function IdentifiedActions({ view }: { view: LaneView }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const empty = useMutation(api.lane.emptyParcel.mutationOptions())
  const cancel = useMutation(api.lane.cancel.mutationOptions())
  return (
    <div className={css.actions}>
      <BigButton
        label={t('app.cancel')}
        icon={IconX}
        size="large"
        onPress={() => cancel.mutate()}
        testId="cancel"
      />
      {view.rma && (
        <>
          <BigButton
            label={t('lane.identified.emptyParcel')}
            icon={IconPackageOff}
            size="large"
            disabled={empty.isPending}
            onPress={() => empty.mutate()}
            testId="empty-parcel"
          />
          <BigButton
            label={t('lane.identified.notOnReturn')}
            icon={IconBoxOff}
            size="large"
            onPress={() => setOpen(true)}
            testId="not-on-return"
          />
        </>
      )}
      {open && <UnlistedDialog onClose={() => setOpen(false)} />}
    </div>
  )
}
