import { useSyncExternalStore } from 'react'
import { type Dimension, dimensions } from './answers.ts'

/** What the report is narrowed to; days are UTC, both included. */
const filterNames = ['from', 'to', 'site', 'station', 'sku', 'category', 'grade', 'disposition'] as const
export type FilterName = (typeof filterNames)[number]
export type Filter = Readonly<Partial<Record<FilterName, string>>>

/** Where in the page one is; all of it stands in the address, so it can be sent to somebody. */
export type Place =
  | { readonly view: 'report'; readonly filter: Filter; readonly group: readonly Dimension[] }
  | { readonly view: 'items'; readonly filter: Filter }
  | { readonly view: 'inspection'; readonly id: string }

export const usualGroup: readonly Dimension[] = ['day', 'site', 'disposition']

function filterIn(words: URLSearchParams): Filter {
  return Object.fromEntries(filterNames.flatMap((name) => (words.get(name) ? [[name, words.get(name)]] : [])))
}

/** Reads an address like `#/items?site=Leipzig`; anything else is the whole report. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [view, id] = path.split('/')
  const words = new URLSearchParams(query)
  if (view === 'inspection' && id) return { view, id: decodeURIComponent(id) }
  if (view === 'items') return { view, filter: filterIn(words) }
  const said = words.get('group')?.split(',') ?? []
  const group = dimensions.filter((dimension) => said.includes(dimension))
  return { view: 'report', filter: filterIn(words), group: group.length > 0 ? group : usualGroup }
}

/** The filter as a query, in a steady order. */
export function queryOf(filter: Filter, more: Readonly<Record<string, string>> = {}): string {
  const words = filterNames.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []))
  return new URLSearchParams([...words, ...Object.entries(more)] as [string, string][]).toString()
}

export function addressOfPlace(place: Place): string {
  if (place.view === 'inspection') return `#/inspection/${encodeURIComponent(place.id)}`
  if (place.view === 'items') return `#/items?${queryOf(place.filter)}`
  return `#/report?${queryOf(place.filter, { group: place.group.join(',') })}`
}

/** Moves without a step back: a filter that changes is not a new page. */
export function settle(place: Place): void {
  window.history.replaceState(null, '', addressOfPlace(place))
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Back to where one came from; to the report for somebody who was sent the address. */
export function goBack(): void {
  if (window.history.length > 1) window.history.back()
  else window.location.hash = '#/report'
}

function subscribe(heard: () => void): () => void {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return placeOf(hash)
}
