import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { keepUnit, type TeachPorts, untaught } from '../../../main/station/teach.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { type Drawn, thing } from './items.ts'

const remembering = startRemembering()
afterAll(() => remembering.close())

async function photo(drawn: Drawn): Promise<Uint8Array> {
  const { width, height, pixels } = thing(drawn).raster
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

function ports(): TeachPorts & { readonly lines: string[] } {
  const lines: string[] = []
  const ledger = {
    audit: (line: { action: string; detail: string }) => void lines.push(`${line.action} ${line.detail}`),
  }
  let last = 0
  return {
    ...{ lines, ledger, remembering, cameras: [], clock: handClock() },
    units: openUnits(':memory:'),
    newId: () => `u${++last}`,
  }
}

it('[RM9] a unit is taught and taken back, each in the audit trail, with what is still wanted', async () => {
  const desk = ports()
  const frames = [{ role: 'top' as const, bytes: await photo({ seed: 1 }) }]
  const taught = await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u1', frames })
  expect(taught).toEqual({ sku: 'TOY-1', units: 1, may: 'nothing', wanted: { hint: 3, verdict: 15 } })
  expect(untaught(desk, 'TOY-1', 'ada').units).toBe(0)
  expect(desk.lines).toEqual(['memory.taught unit u1, 1 known', 'memory.untaught unit u1, 0 known'])
  expect(() => untaught(desk, 'TOY-1', 'ada')).toThrow('nothing to take back')
})

it('[RM9] a photograph that cannot be remembered is refused by its view, and nothing is kept', async () => {
  const desk = ports()
  const frames = [
    { role: 'top' as const, bytes: await photo({ seed: 1 }) },
    { role: 'left' as const, bytes: Uint8Array.of(1, 2, 3) },
  ]
  await expect(keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u1', frames })).rejects.toThrow(
    'view left: the photograph cannot be read',
  )
  expect(desk.units.count('TOY-1')).toBe(0)
})

it('[RM10] what was kept is recalled; cells of another bank are made anew from the photograph', async () => {
  const desk = ports()
  for (const seed of [1, 2, 3, 4]) {
    const frames = [{ role: 'top' as const, bytes: await photo({ seed, x: 94 + seed }) }]
    await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: `u${seed}`, frames })
  }
  desk.units.renew('u2', { role: 'top', bank: 'classic-0', cells: Uint8Array.of(0) })
  const known = desk.units.units('TOY-1').flatMap((each) => each.views)
  const told = await remembering.recall(await photo({ seed: 9, armless: true }), known)
  expect(told).toMatchObject({ says: 'hint', different: true, promise: { units: 4 } })
})
