import { describe, expect, it } from 'vitest'
import type { MakeStream, SerialStream } from '../../../drivers/line/connection.ts'
import { reopenWait } from '../../../drivers/line/kept-line.ts'
import { createMemoryLine } from '../../../drivers/line/memory.ts'
import { openFailure } from '../../../drivers/line/open-failure.ts'
import type { Line } from '../../../drivers/line/port.ts'
import { openSerialLine } from '../../../drivers/line/serial.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { hasPty, openPty, ptyMissing } from '../../rigs/pty.ts'
import { openMockPort } from '../../rigs/pty-mock.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { until } from '../../rigs/until.ts'

const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const
const never = new AbortController().signal
const options = { name: 'Line', baudRate: 9600, xon: false, faults }

function reaches(line: Line, kind: 'ready' | 'lost') {
  return until(
    () => line.state(),
    (state) => state.kind === kind,
    `the line to be ${kind}`,
  )
}

/** A stream in the hands of a test: opens when told to, and takes no bytes unless told to. */
function deafStream() {
  const calls = { opened: 0, closed: 0, written: 0 }
  let isOpen = false
  let onClose: (error: Error | null) => void = () => {}
  let openError: Error | null = null
  const stream: SerialStream = {
    get isOpen() {
      return isOpen
    },
    open(done) {
      calls.opened += 1
      isOpen = openError === null
      done(openError)
    },
    close(done) {
      calls.closed += 1
      isOpen = false
      onClose(null)
      done(null)
    },
    flush: (done) => done(null),
    drain: () => {},
    write() {
      calls.written += 1
      return true
    },
    on(event: string, heard: unknown) {
      if (event === 'close') onClose = heard as typeof onClose
      return stream
    },
  }
  return {
    calls,
    make: (() => stream) satisfies MakeStream,
    refuse(message: string | null) {
      openError = message === null ? null : new Error(message)
    },
    vanish() {
      isOpen = false
      onClose(new Error('bad file descriptor'))
    },
  }
}

/** Lets everything that waits for no timer happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('a serial line', () => {
  it('[LI2] refuses at once to write after an unexpected close, when a callback would never come', async () => {
    const deaf = deafStream()
    const line = openSerialLine({ ...options, path: '/dev/deaf', makeStream: deaf.make }, handClock())
    await settle()
    deaf.vanish()
    await expect(line.send(Buffer.from('x'), never)).rejects.toMatchObject({ code: 'PRINTER_LOST' })
    await settle()
    await expect(line.send(Buffer.from('x'), never)).rejects.toMatchObject({ code: 'PRINTER_LOST' })
    expect(deaf.calls.written).toBe(0)
    await line.close()
  })

  it('[LI2] fails when the device vanishes while it is written to', async () => {
    const deaf = deafStream()
    const line = openSerialLine({ ...options, path: '/dev/deaf', makeStream: deaf.make }, handClock())
    await settle()
    const sending = line.send(Buffer.from('x'), never)
    deaf.vanish()
    await expect(sending).rejects.toMatchObject({ code: 'PRINTER_LOST' })
    await line.close()
  })

  it('[LI2] [LI3] gives up on a device that takes nothing, and drops what was not sent', async () => {
    const deaf = deafStream()
    const clock = handClock()
    const line = openSerialLine({ ...options, path: '/dev/deaf', makeStream: deaf.make }, clock)
    await settle()
    const sending = line.send(Buffer.alloc(960), never)
    sending.catch(() => {})
    clock.pass(10_900)
    await settle()
    expect(deaf.calls.closed).toBe(0)
    clock.pass(200)
    await expect(sending).rejects.toMatchObject({ code: 'PRINTER_LOST' })
    await settle()
    expect(deaf.calls.closed).toBe(1)
    await line.close()
  })

  it('[LI2] stops when it is told to, and drops what was not sent', async () => {
    const deaf = deafStream()
    const line = openSerialLine({ ...options, path: '/dev/deaf', makeStream: deaf.make }, handClock())
    await settle()
    const stop = new AbortController()
    const sending = line.send(Buffer.from('x'), stop.signal)
    stop.abort()
    await expect(sending).rejects.toMatchObject({ code: 'PRINTER_LOST' })
    await settle()
    expect(deaf.calls.closed).toBe(1)
    await line.close()
  })

  it('[LI4] tries again with growing waits, up to the longest', async () => {
    const deaf = deafStream()
    const clock = handClock()
    deaf.refuse('No such file or directory, cannot open /dev/deaf')
    const line = openSerialLine({ ...options, path: '/dev/deaf', makeStream: deaf.make }, clock)
    for (const wait of [250, 500, 1000, 2000, 4000, reopenWait.longest, reopenWait.longest]) {
      await settle()
      const before = deaf.calls.opened
      clock.pass(wait - 1)
      await settle()
      expect(deaf.calls.opened).toBe(before)
      clock.pass(1)
      await settle()
      expect(deaf.calls.opened).toBe(before + 1)
    }
    deaf.refuse(null)
    clock.pass(reopenWait.longest)
    await settle()
    expect(line.state()).toEqual({ kind: 'ready' })
    await line.close()
  })

  it('[LI4] tells why a port does not open, on every system', () => {
    const faultOf = (message: string) => {
      const state = openFailure('COM3', message, faults)
      return state.kind === 'lost' ? state.fault : state.kind
    }
    expect(faultOf('Error: No such file or directory, cannot open /dev/ttyUSB0')).toBe('PRINTER_LOST')
    expect(faultOf('Opening COM3: File not found')).toBe('PRINTER_LOST')
    expect(faultOf('Error Resource temporarily unavailable Cannot lock port')).toBe('PRINTER_BUSY')
    expect(faultOf('Opening COM3: Access denied')).toBe('PRINTER_BUSY')
    expect(faultOf('Error: Permission denied, cannot open /dev/ttyUSB0')).toBe('DEVICE_DENIED')
    expect(faultOf('Something\nelse.')).toBe('PRINTER_LOST')
  })

  it('[LI5] closes twice, also while it has never opened', async () => {
    const deaf = deafStream()
    deaf.refuse('No such file or directory')
    const line = openSerialLine({ ...options, path: '/dev/deaf', makeStream: deaf.make }, handClock())
    await line.close()
    await line.close()
    expect(deaf.calls.opened).toBe(1)
  })

  it('[LI1] a mocked port carries bytes whether or not anybody listens', async () => {
    const port = openMockPort()
    const line = openSerialLine({ ...options, path: port.path, makeStream: port.makeStream }, realClock(10))
    await reaches(line, 'ready')
    port.write(Buffer.from('nobody hears this'))
    await settle()
    const heard: string[] = []
    const stop = line.onBytes((chunk) => heard.push(Buffer.from(chunk).toString()))
    port.write(Buffer.from('one'))
    await until(
      () => heard.join(''),
      (text) => text.includes('one'),
      'bytes',
    )
    stop()
    port.write(Buffer.from('two'))
    await settle()
    expect(heard.join('')).toMatch(/one$/)
    await line.close()
  })

  if (hasPty) {
    it('[LI1] [LI2] carries a large job to the device in order and unchanged', async () => {
      const pty = await openPty()
      if (!pty) throw new Error(ptyMissing)
      const got: Buffer[] = []
      pty.onData((chunk) => got.push(Buffer.from(chunk)))
      const line = openSerialLine({ ...options, xon: true, path: pty.path }, realClock())
      await reaches(line, 'ready')
      const job = Buffer.from(Array.from({ length: 30_000 }, (_, index) => `line ${index}\n`).join(''))
      await line.send(job, never)
      await until(
        () => Buffer.concat(got).length,
        (length) => length >= job.length,
        'the whole job',
      )
      expect(Buffer.compare(Buffer.concat(got), job)).toBe(0)
      await line.close()
      await pty.close()
    })

    it('[LI3] [LI4] sends nothing of a failed job after the cable is back', async () => {
      const pty = await openPty()
      if (!pty) throw new Error(ptyMissing)
      const line = openSerialLine({ ...options, path: pty.path }, realClock(10))
      await reaches(line, 'ready')
      await pty.unplug()
      await expect(line.send(Buffer.from('old job'), never)).rejects.toMatchObject({ code: 'PRINTER_LOST' })
      await reaches(line, 'lost')
      let got = ''
      pty.onData((chunk) => {
        got += Buffer.from(chunk).toString()
      })
      await pty.plug()
      await reaches(line, 'ready')
      await line.send(Buffer.from('new job'), never)
      await until(
        () => got,
        (text) => text.includes('new job'),
        'the new job',
      )
      expect(got).toBe('new job')
      await line.close()
      await pty.close()
    })
  } else it.todo(`[LI1] a serial line ${ptyMissing}`)
})

describe('a line in memory', () => {
  it('[LI2] [LI5] loses what is sent while unplugged, and is gone once closed', async () => {
    const got: string[] = []
    const line = createMemoryLine('Memory', 'SCANNER_LOST', (bytes) =>
      got.push(Buffer.from(bytes).toString()),
    )
    await line.send(Buffer.from('one'), never)
    line.unplug()
    await expect(line.send(Buffer.from('two'), never)).rejects.toMatchObject({ code: 'SCANNER_LOST' })
    line.plug()
    await line.send(Buffer.from('three'), never)
    await expect(line.send(Buffer.from('four'), AbortSignal.abort())).rejects.toMatchObject({
      code: 'SCANNER_LOST',
    })
    await line.close()
    await line.close()
    line.plug()
    await expect(line.send(Buffer.from('five'), never)).rejects.toMatchObject({ code: 'SCANNER_LOST' })
    expect(got).toEqual(['one', 'three'])
  })
})
