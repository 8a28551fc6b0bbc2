import { useQuery } from '@tanstack/react-query'
import { BigButton } from '../kit/big-button.tsx'
import { Pick } from '../kit/field.tsx'
import { useWords } from '../kit/words.ts'
import { type Choices, type Dimension, dimensions } from './answers.ts'
import { askJson } from './ask.ts'
import css from './central.module.css'
import { DayField, SkuField } from './filter-fields.tsx'
import { type FilterName, type Place, settle } from './place.ts'
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
