import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { BigButton } from '../kit/big-button.tsx'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'
import { centralFault, download } from './ask.ts'
import { type Place, queryOf } from './place.ts'

/** The report as it stands, every line of it, as a CSV file. */
export function CsvButton({ place }: { place: Extract<Place, { view: 'report' }> }) {
  const { t } = useWords()
  const query = queryOf(place.filter, { group: place.group.join(','), format: 'csv', limit: '100000' })
  const get = useMutation({
    mutationFn: () => download(`/v1/reports/dispositions?${query}`, 'dispositions.csv'),
    onError: (error) => notify({ fault: centralFault(error) }),
  })
  return (
    <BigButton
      label={t('central.csv')}
      icon={IconDownload}
      disabled={get.isPending}
      onPress={() => get.mutate()}
      testId="csv"
    />
  )
}
