import { type FaultCode, faults } from '../../main/kernel/fault.ts'

/** A fault as a page knows it: the station's own codes, and the pages' own for a station, or central, that does not answer. */
export type PageFault = FaultCode | 'STATION_LOST' | 'CENTRAL_LOST'
export interface ShownFault {
  readonly code: PageFault
  readonly detail: string
}

function isFaultCode(code: unknown): code is FaultCode {
  return typeof code === 'string' && Object.hasOwn(faults, code)
}

function field(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null && name in thing
    ? (thing as Record<string, unknown>)[name]
    : undefined
}

/** Whatever a call threw, as a fault: from tRPC's error data, from the body of a REST answer, or STATION_LOST when nothing came back. */
export function faultOf(error: unknown): ShownFault {
  const told = field(field(error, 'data'), 'fault') ?? field(error, 'error')
  const code = field(told, 'code')
  const detail = field(told, 'detail')
  if (isFaultCode(code)) return { code, detail: typeof detail === 'string' ? detail : '' }
  const message = error instanceof Error ? error.message : String(error)
  return { code: field(error, 'data') ? 'INTERNAL' : 'STATION_LOST', detail: message }
}
