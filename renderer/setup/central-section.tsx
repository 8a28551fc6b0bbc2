import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SetupView } from '../../main/api/setup-views.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Field } from '../kit/field.tsx'
import { notify } from '../kit/notices.ts'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

/** Enrols the station at central with a one-time code; without central it works alone and sends later. */
export function CentralSection({ central }: { central: SetupView['central'] }) {
  const { t } = useWords()
  const enrolled = central.enrolledAs !== undefined
  return (
    <Panel title={t('setup.central')}>
      <p className={css.state}>
        <StateMark
          care={enrolled ? 'fine' : 'look'}
          word={enrolled ? t('setup.enrolledAs', { name: central.enrolledAs }) : t('setup.notEnrolled')}
        />
        {central.url}
      </p>
      <p className={css.soft}>{t('setup.enrolHint')}</p>
      <EnrolForm url={central.url ?? ''} />
    </Panel>
  )
}

function EnrolForm({ url: known }: { url: string }) {
  const { t } = useWords()
  const [url, setUrl] = useState(known)
  const [code, setCode] = useState('')
  const enrol = useMutation(
    api.setup.enrol.mutationOptions({
      onSuccess: () => {
        setCode('')
        notify({ text: t('setup.enrolled') })
        return queries.invalidateQueries(api.setup.pathFilter())
      },
    }),
  )
  const ready = URL.canParse(url) && code.trim() !== '' && !enrol.isPending
  return (
    <div className={css.form}>
      <Field label={t('setup.url')} type="url" value={url} onChange={setUrl} testId="enrol-url" />
      <Field label={t('setup.code')} value={code} onChange={setCode} maxLength={64} testId="enrol-code" />
      <BigButton
        label={t('setup.enrol')}
        icon={IconPlugConnected}
        disabled={!ready}
        onPress={() => enrol.mutate({ url, code: code.trim() })}
        testId="enrol"
      />
    </div>
  )
}
