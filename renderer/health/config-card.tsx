import { IconSettingsExclamation } from '@tabler/icons-react'
import { useWords } from '../kit/words.ts'
import { Card } from './card.tsx'

/** The station runs with the configuration before, because it could not start with the new one. */
export function ConfigCard({ why }: { why: string }) {
  const { t } = useWords()
  return (
    <Card
      icon={IconSettingsExclamation}
      name={t('setup.file')}
      care="act"
      state={t('setup.config.failed')}
      facts={[why]}
      todo={t('health.configTodo')}
    />
  )
}
