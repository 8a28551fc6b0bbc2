import { type MakeStream, realStream } from '../../drivers/line/connection.ts'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { decide } from '../../main/inspection/decide.ts'
import { settle } from '../../main/inspection/decision.ts'
import { renderLabel } from '../../main/inspection/label.ts'
import { defaultPolicy } from '../../main/inspection/policy.ts'
import { ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { openZebra } from '../rigs/zebra.ts'
import { expectedItem, graded, moment } from '../unit/inspection/items.ts'
import { type Measured, percentile } from './measured.ts'

const labels = 500
/** The first labels make the compiler look. */
const warmUp = 50
const jobs = 5

/** How long drawing a label of 100 mm takes, and in how many writes its bytes leave for a printer on a serial port. */
export async function measureLabel(progress: (line: string) => void): Promise<Measured[]> {
  progress('labels …')
  const ms: number[] = []
  let zpl = ''
  for (let index = 0; index < labels + warmUp; index++) {
    const item = itemOf(index)
    const from = performance.now()
    zpl = renderLabel(item, { ...defaultPolicy.label, locale: 'de' }, 'Dock 3').zpl
    ms.push(performance.now() - from)
  }
  const kept = ms.slice(warmUp)
  const how = `${labels} labels of ${zpl.length} bytes, median ${percentile(kept, 0.5).toFixed(2)} ms`
  const drawn = { name: 'a 100 mm label to ZPL, p99', value: percentile(kept, 0.99), limit: 5, how } as const
  return [{ ...drawn, unit: 'ms', must: 'below' }, ...(await measureWrites(zpl, progress))]
}

function itemOf(seed: number) {
  const title = `Wasserdichte Wanderstiefel „Höhenweg Größe 39½“, anthrazit-grün, Paar ${seed}`
  const judged = graded({ item: expectedItem({ title }, { rma: `RMA-${seed}` }) })
  return settle({ ...judged, proposal: decide(judged, defaultPolicy) }, { by: 'staff-1', at: moment })
}

/** Counts the writes of real jobs on a real port that hold some of the label. */
async function measureWrites(zpl: string, progress: (line: string) => void): Promise<Measured[]> {
  const zebra = await openZebra(undefined, { labelMs: 20 })
  if (!zebra) {
    progress(`a label's writes are left out: ${ptyMissing}`)
    return []
  }
  let writes = 0
  const makeStream: MakeStream = (settings) => {
    const stream = realStream(settings)
    const write = stream.write.bind(stream)
    stream.write = (bytes, done) => {
      if (zpl.includes(Buffer.from(bytes).toString().slice(0, 400)) && bytes.length > 8) writes++
      return write(bytes, done)
    }
    return stream
  }
  const printer = openSerialPrinter(
    { name: 'Zebra', path: zebra.path, baudRate: 115_200, makeStream },
    realClock(),
  )
  await until(
    () => printer.state(),
    ({ kind }) => kind === 'ready',
    'the printer',
  )
  for (let job = 0; job < jobs; job++) await printer.print(zpl, AbortSignal.timeout(60_000))
  await printer.close()
  await zebra.close()
  const how = `${jobs} jobs through the serial driver on a PTY, ${zebra.labels.length} labels came out`
  return [{ name: 'writes a label', value: writes / jobs, unit: '×', limit: 1.01, must: 'below', how }]
}
