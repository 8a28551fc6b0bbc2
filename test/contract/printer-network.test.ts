import { describe, expect, it } from 'vitest'
import { openTcpLine } from '../../drivers/line/tcp.ts'
import { openNetworkPrinter } from '../../drivers/printer/network.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openTcpPort } from '../rigs/tcp-port.ts'
import { until } from '../rigs/until.ts'
import { openZebra } from '../rigs/zebra.ts'
import { becomes, faultOf, label, printerContract } from './printer.ts'
import { zebraBench } from './zebra-bench.ts'

const clock = realClock(4)
const never = new AbortController().signal
const host = '127.0.0.1'
const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const

async function needZebra() {
  const tcp = await openTcpPort()
  const zebra = await openZebra(tcp, { labelMs: 40 })
  if (!zebra) throw new Error('a zebra on a port given is always there')
  return { tcp, zebra }
}

printerContract('the network driver on a TCP port of this machine', async () => {
  const { tcp, zebra } = await needZebra()
  const printer = openNetworkPrinter({ name: 'Network', host, port: tcp.port }, clock)
  return zebraBench(printer, zebra)
})

describe('a label printer in the network', () => {
  it('[PR4] [LI3] a silent pull of the network cable fails the job, which never comes out later', async () => {
    const { tcp, zebra } = await needZebra()
    const printer = openNetworkPrinter({ name: 'Network', host, port: tcp.port }, clock)
    await becomes(printer, 'ready')
    tcp.freeze()
    expect(await faultOf(printer.print(label('lost'), never))).toBe('PRINTER_LOST')
    const before = tcp.connections
    await until(
      () => tcp.connections,
      (count) => count > before,
      'the dead connection to be given up',
    )
    tcp.thaw()
    await becomes(printer, 'ready')
    await printer.print(label('next'), never)
    expect(zebra.labels.map(({ zpl }) => zpl)).toEqual([label('next')])
    await printer.close()
    await zebra.close()
  })

  it('[PR4] says where nobody listens, and prints once somebody does', async () => {
    const { tcp, zebra } = await needZebra()
    await tcp.unplug()
    const printer = openNetworkPrinter({ name: 'Network', host, port: tcp.port }, clock)
    expect(await becomes(printer, 'lost', 'PRINTER_LOST')).toMatchObject({
      detail: `${host}:${tcp.port} refuses the connection; is raw printing on, and does no other station hold it?`,
    })
    await tcp.plug()
    await becomes(printer, 'ready')
    await printer.print(label('x'), never)
    expect(zebra.labels).toHaveLength(1)
    await printer.close()
    await zebra.close()
  })

  it('[LI2] is not given up while it answers each question, however long it is asked', async () => {
    const tcp = await openTcpPort()
    // Hurried, 8 s of silence are 80 ms; each answer takes 20 ms, so that a question is nearly always open.
    const line = openTcpLine({ name: 'Busy', host, port: tcp.port, answers: true, faults }, realClock(100))
    tcp.onData((chunk) => setTimeout(() => tcp.write(chunk), 20))
    let asked = 0
    line.onBytes(() => void ask())
    const ask = async () => {
      asked += 1
      if (asked < 30) await line.send(Buffer.from('?'), never).catch(() => {})
    }
    line.onState(({ kind }) => kind === 'ready' && void ask())
    await until(
      () => asked,
      (count) => count >= 30,
      'thirty answers',
    )
    expect(tcp.connections).toBe(1)
    await line.close()
    await tcp.close()
  })

  it('[PR10] one that cannot be asked is unknown, gets the job once, and says no more', async () => {
    const { tcp, zebra } = await needZebra()
    const printer = openNetworkPrinter({ name: 'Mute', host, port: tcp.port, status: 'none' }, clock)
    await until(
      () => printer.state(),
      ({ kind }) => kind === 'unknown',
      'the printer to be unknown',
    )
    await Promise.all([printer.print(label('one'), never), printer.print(label('two'), never)])
    expect(await printer.status(never)).toBe('unknown')
    await until(
      () => zebra.labels.length,
      (count) => count === 2,
      'both labels',
    )
    expect(zebra.received()).toBe(label('one') + label('two'))
    await tcp.unplug()
    await becomes(printer, 'lost', 'PRINTER_LOST')
    expect(await faultOf(printer.print(label('x'), never))).toBe('PRINTER_LOST')
    expect(await faultOf(printer.status(never))).toBe('PRINTER_LOST')
    await printer.close()
    await printer.close()
    await zebra.close()
  })
})
