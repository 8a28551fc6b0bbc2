import { afterEach, beforeEach, expect, it } from 'vitest'
import { photo } from '../contract/camera.ts'
import { type DockRig, dockRig, workOn } from '../rigs/dock-rig.ts'
import { lineOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'

const code = lineOf(1).rma

let dock: DockRig
beforeEach(async () => {
  dock = dockRig(await photo(1))
})
afterEach(() => dock.close())

const view = () => dock.lane.view()
const is = (wanted: string) => until(view, ({ state }) => state === wanted, wanted)

/** The scanner sends what it read once more, and the lane has had the time to take it. */
async function again(): Promise<void> {
  await dock.present(code)
  await new Promise((resolve) => setImmediate(resolve))
}

it('[LN3] while the item is shown, and at every step after it: it stays one item, one row, one label', async () => {
  await dock.present(code)
  const first = (await is('identified')).item
  for (let step = 0; view().last?.label !== 'printed'; step += 1) {
    await again()
    expect(view().item?.id ?? first?.id, view().state).toBe(first?.id)
    expect(view().notice, view().state).toBeUndefined()
    if (view().state === 'verifying') break
    workOn(dock, view())
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(step).toBeLessThan(400)
  }
  const { check } = await is('verifying')
  await dock.present(check?.plate ?? '')
  await is('scan')
  expect(dock.ledger.list({}, 9).map(({ record }) => record.id)).toEqual([first?.id])
  expect(dock.printed).toHaveLength(1)
})

it('[LN3] two seconds later, while the checklist is answered: no second item, and the screen says to finish this one', async () => {
  await dock.present(code)
  const first = (await is('identified')).item
  workOn(dock, view())
  await is('checking')
  dock.rig.clock.pass(2000)
  await again()
  expect(view()).toMatchObject({
    state: 'checking',
    item: { id: first?.id },
    notice: { code: 'finish_first' },
  })
})
