import { IconPackageOff, IconSearch, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import { CategoryTiles } from './category-tiles.tsx'
import css from './lane.module.css'
import { UnlistedDialog } from './unlisted-dialog.tsx'

/** Nobody knows the code: say what kind of thing it is, or search its product; the item is then held for a supervisor. */
export function UnknownStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const go = useMutation(api.lane.unlisted.mutationOptions())
  return (
    <div className={css.step}>
      <div>
        <h1 className={css.main}>{t('lane.unknown.title')}</h1>
        <p className={css.code}>{view.item?.code}</p>
        <p className={css.soft}>{t('lane.unknown.lead')}</p>
      </div>
      <CategoryTiles busy={go.isPending} onPick={(category) => go.mutate({ category })} />
      <UnknownActions withReturn={view.rma !== undefined} />
    </div>
  )
}

function UnknownActions({ withReturn }: { withReturn: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const cancel = useMutation(api.lane.cancel.mutationOptions())
  const empty = useMutation(api.lane.emptyParcel.mutationOptions())
  useKeys({ s: () => setOpen(true) })
  return (
    <div className={css.actions}>
      <BigButton
        label={t('app.cancel')}
        icon={IconX}
        size="large"
        onPress={() => cancel.mutate()}
        testId="cancel"
      />
      {withReturn && (
        <BigButton
          label={t('lane.identified.emptyParcel')}
          icon={IconPackageOff}
          size="large"
          onPress={() => empty.mutate()}
          testId="empty-parcel"
        />
      )}
      <BigButton
        label={t('lane.scan.search')}
        icon={IconSearch}
        size="large"
        hotkey="S"
        onPress={() => setOpen(true)}
        testId="search"
      />
      {open && <UnlistedDialog onClose={() => setOpen(false)} />}
    </div>
  )
}
