import { expect, it } from 'vitest'
import { keysOf, keyText } from '../../../sync/ledger/keys.ts'
import { recordOf } from '../../rigs/records.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'

const base = { plate: 'rg1', reading: { kind: 'text', display: ' Rma-1 ', references: [] } } as const

it('an inspection is found by plate, code, SKU and RMA, each once', () => {
  const line = { ...lineOf(1), rma: 'rma-1' }
  const record = recordOf(1, { ...base, item: { kind: 'expected', sku: skuOf(1), line } })
  expect(keysOf(record)).toEqual(['RG1', 'RMA-1', 'SKU-0000001'])
})

it('what is not known is no key', () => {
  expect(keysOf(recordOf(1, { ...base, item: { kind: 'unlisted', category: 'toys' } }))).toEqual([
    'RG1',
    'RMA-1',
  ])
  const empty = recordOf(1, { ...base, plate: '', item: { kind: 'empty_parcel', line: lineOf(1) } })
  expect(keysOf(empty)).toEqual(['RMA-1', 'RMA-0000001'])
})

it('keys are upper case without blanks around them', () => {
  expect(keyText('  straße 1 ')).toBe('STRASSE 1')
})
