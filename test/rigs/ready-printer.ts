import type { Printer } from '../../drivers/printer/port.ts'

/** A printer that is always ready and does this with a job. */
export function readyPrinter(print: Printer['print']): Printer {
  return {
    name: 'test',
    state: () => ({ kind: 'ready' }),
    onState: () => () => {},
    status: () => Promise.reject(new Error('not asked here')),
    close: async () => {},
    print,
  }
}
