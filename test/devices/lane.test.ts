import { expect, it } from 'vitest'
import { lineOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'
import { openDock } from '../rigs/vm/guest/dock.ts'
import { workItem } from '../rigs/work-item.ts'

it('a scan on the USB scanner ends as a label on the printer and a row at central', async () => {
  const dock = await openDock([11])
  const { client, host } = dock
  const { rma } = lineOf(11)
  await dock.scanner.present(rma)
  const identified = await client.laneUntil(({ state }) => state === 'identified', 'the scan')
  expect(identified.item?.code).toBe(rma)
  const id = await workItem(client, rma)
  const labels = await until(
    () => host.ask.labels('printer'),
    (printed) => printed.length > 0,
    'the label',
  )
  const [row] = await until(
    () => host.ask.inspections(),
    (rows) => rows.length > 0,
    'the row',
  )
  expect(row?.id).toBe(id)
  expect(labels).toHaveLength(1)
  expect(labels[0]?.barcodes).toContainEqual({ format: 'Code128', text: row?.plate })
  const { record } = await client.api.review.item.query({ id })
  expect(record.scan).toMatchObject({ source: 'hid', device: 'Hand scanner' })
  expect(record.shots).toMatchObject([{ role: 'top', quality: { width: 720, height: 576, verdict: 'good' } }])
  // The eyes have looked: which of their answers it is does not matter here.
  expect(record.inference).toMatchObject({ status: 'done' })
  await dock.close()
})
