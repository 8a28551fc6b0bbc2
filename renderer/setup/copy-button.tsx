import { IconCopy } from '@tabler/icons-react'
import { BigButton } from '../kit/big-button.tsx'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'

export function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  // Browsers give no clipboard to plain http from another machine; the text can be selected there.
  if (!navigator.clipboard) return undefined
  const copy = () => navigator.clipboard.writeText(text).then(() => notify({ text: t('setup.copied') }))
  return <BigButton label={t('setup.copy')} icon={IconCopy} onPress={() => void copy()} />
}
