import { afterEach, describe, expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { faults } from '../../main/kernel/fault.ts'
import { becomes, faultOf, label } from '../contract/printer.ts'
import { realClock } from '../rigs/real-clock.ts'

const never = new AbortController().signal
const printer = () =>
  simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 1, roll: 2 }, realClock(20))

describe('the printer is out of labels', () => {
  let open: ReturnType<typeof printer> | undefined
  afterEach(() => open?.close())

  it('[PR2] the job is refused with what to do, and prints once a roll is loaded', async () => {
    open = printer()
    await open.print(label('first'), never)
    await open.print(label('second'), never)
    const fault = await open.print(label('third'), never).catch((thrown) => thrown)
    expect(fault).toMatchObject({
      code: 'PRINTER_EMPTY',
      remedy: 'ask-operator',
      hint: faults.PRINTER_EMPTY.hint,
    })
    expect(fault.detail).toBe('Dock printer reports that it is out of labels.')
    open.loadRoll()
    await open.print(label('third'), never)
    expect(open.printed).toEqual(['first', 'second', 'third'].map(label))
  })

  it('[PR8] in the middle of a job: what came out stays out, the rest is not printed twice', async () => {
    open = printer()
    expect(await faultOf(open.print(label('batch').replace('^XZ', '^PQ3^XZ'), never))).toBe('PRINTER_EMPTY')
    expect(open.printed).toHaveLength(2)
    open.loadRoll()
    await becomes(open, 'ready')
    expect(await open.status(never)).toMatchObject({ labelsRemaining: 0 })
    expect(open.printed).toHaveLength(2)
  })

  it('[PR9] the screen hears of it from the printer itself, and of the new roll', async () => {
    open = printer()
    const states: string[] = []
    open.onState((state) => states.push(state.kind === 'lost' ? state.fault : state.kind))
    await becomes(open, 'ready')
    open.takeRoll()
    await becomes(open, 'lost', 'PRINTER_EMPTY')
    open.loadRoll()
    await becomes(open, 'ready')
    expect(states).toEqual(['ready', 'PRINTER_EMPTY', 'ready'])
  })
})
