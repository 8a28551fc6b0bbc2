import { IconKeyboard, IconPackage, IconScan, IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './lane.module.css'
import { SearchDialog } from './search-dialog.tsx'
import { TypedDialog } from './typed-dialog.tsx'

/** Waiting for an item: scan it, or type its code, or find it by its name. */
export function ScanStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  return (
    <div className={css.step}>
      <div className={css.centre}>
        <IconScan className={css.giant} stroke={1} aria-hidden="true" />
        <h1 className={css.huge}>{t('lane.scan.title')}</h1>
        <p className={css.soft}>{t('lane.scan.lead')}</p>
      </div>
      <ScanActions simulated={view.simulated} />
    </div>
  )
}

/** The other ways to start an item: by typing, by searching, and on a simulated rig with a demonstration item. */
export function ScanActions({ simulated }: { simulated: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState<'typed' | 'search'>()
  useKeys({ t: () => setOpen('typed'), s: () => setOpen('search') })
  const close = () => setOpen(undefined)
  return (
    <div className={css.scanActions}>
      <BigButton
        label={t('lane.scan.type')}
        icon={IconKeyboard}
        size="large"
        hotkey="T"
        onPress={() => setOpen('typed')}
        testId="type-code"
      />
      <BigButton
        label={t('lane.scan.search')}
        icon={IconSearch}
        size="large"
        hotkey="S"
        onPress={() => setOpen('search')}
        testId="search"
      />
      {simulated && <DemoButton />}
      {open === 'typed' && <TypedDialog onClose={close} />}
      {open === 'search' && <SearchDialog onClose={close} />}
    </div>
  )
}

function DemoButton() {
  const { t } = useWords()
  const place = useMutation(api.lane.placeDemo.mutationOptions())
  const go = () => {
    if (!place.isPending) place.mutate()
  }
  useKeys({ d: go })
  return (
    <BigButton
      label={t('lane.scan.demo')}
      icon={IconPackage}
      size="large"
      tone="action"
      hotkey="D"
      disabled={place.isPending}
      onPress={go}
      testId="demo"
    />
  )
}
