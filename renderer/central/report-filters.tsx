import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { BigButton } from '../kit/big-button.tsx'
import { faultOf } from '../kit/fault-of.ts'
import { Pick } from '../kit/field.tsx'
import { notify } from '../kit/notices.ts'
import { useWords } from '../kit/words.ts'
import { type Choices, type Dimension, dimensions } from './answers.ts'
import { askJson, download } from './ask.ts'
import css from './central.module.css'
import { DayField, SkuField } from './filter-fields.tsx'
import { type FilterName, type Place, queryOf, settle } from './place.ts'
import { wordFor } from './word-for.ts'

type ReportPlace = Extract<Place, { view: 'report' }>

/** What the report is narrowed to and broken down by; every change stands in the address. */
export function ReportFilters({ place }: { place: ReportPlace }) {
  const choices = useQuery({
    queryKey: ['choices'],
    queryFn: ({ signal }) => askJson<Choices>('/v1/reports/filters', signal),
  })
  const set = (name: FilterName, value: string) => {
    const { [name]: _old, ...rest } = place.filter
    settle({ ...place, filter: value ? { ...rest, [name]: value } : rest })
  }
  return (
    <section className={css.filters}>
      <DayField name="from" filter={place.filter} days={choices.data?.days} onChange={set} />
      <DayField name="to" filter={place.filter} days={choices.data?.days} onChange={set} />
      {choices.data && <Lists choices={choices.data} place={place} onChange={set} />}
      <SkuField value={place.filter.sku ?? ''} onChange={(sku) => set('sku', sku)} />
      <GroupChoice place={place} />
      <CsvButton place={place} />
    </section>
  )
}

interface ListsProps {
  readonly choices: Choices
  readonly place: ReportPlace
  readonly onChange: (name: FilterName, value: string) => void
}

function Lists({ choices, place, onChange }: ListsProps) {
  const words = useWords()
  const lists = {
    site: choices.sites,
    station: choices.stations.map(({ id }) => id),
    category: choices.categories,
    grade: choices.grades,
    disposition: choices.dispositions,
  }
  const nameOf = new Map(choices.stations.map(({ id, name, site }) => [id, `${site} · ${name}`]))
  return Object.entries(lists).map(([name, values]) => (
    <Pick
      key={name}
      label={words.t(`central.dimension.${name as Dimension}`)}
      value={place.filter[name as FilterName] ?? ''}
      options={[
        ['', words.t('central.all')],
        ...values.map(
          (value) => [value, nameOf.get(value) ?? wordFor(words, name as Dimension, value)] as const,
        ),
      ]}
      onChange={(value) => onChange(name as FilterName, value)}
      testId={`filter-${name}`}
    />
  ))
}

function GroupChoice({ place }: { place: ReportPlace }) {
  const { t } = useWords()
  const toggle = (dimension: Dimension) => {
    const group = dimensions.filter((each) => place.group.includes(each) !== (each === dimension))
    if (group.length > 0) settle({ ...place, group })
  }
  return (
    <fieldset className={css.groups}>
      <legend className={css.legend}>{t('central.group')}</legend>
      {dimensions.map((dimension) => (
        <BigButton
          key={dimension}
          label={t(`central.dimension.${dimension}`)}
          pressed={place.group.includes(dimension)}
          onPress={() => toggle(dimension)}
          testId={`group-${dimension}`}
        />
      ))}
    </fieldset>
  )
}

function CsvButton({ place }: { place: ReportPlace }) {
  const { t } = useWords()
  const query = queryOf(place.filter, { group: place.group.join(','), format: 'csv', limit: '100000' })
  const get = useMutation({
    mutationFn: () => download(`/v1/reports/dispositions?${query}`, 'dispositions.csv'),
    onError: (error) => notify({ fault: faultOf(error) }),
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
