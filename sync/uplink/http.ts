import { Fault, type FaultCode, faults } from '../../main/kernel/fault.ts'
import { isFaultCode, refusalSchema } from '../wire/answers.ts'
import { faultHeader, protocolHeader, versionMismatch } from '../wire/protocol.ts'

/** How long central may take for one answer, in milliseconds; a photograph over a slow line needs most of it. */
const patienceMs = 120_000

/** Central said no. `expected` is the seq it wants next, with EVENT_GAP only; `at` its clock, milliseconds since the epoch. */
export class Refused extends Fault {
  readonly expected: number | undefined
  readonly at: number | undefined

  constructor(
    code: FaultCode,
    detail: string,
    more: { expected?: number | undefined; at?: number | undefined },
  ) {
    super(code, detail)
    this.expected = more.expected
    this.at = more.at
  }
}

export interface HttpRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/**
 * One request to central; the answer when it is 2xx. A refusal is `Refused` with central's code, no answer or one that is
 * not central's is Fault UPLINK_OFFLINE, another protocol version UPLINK_VERSION.
 */
export async function ask(url: URL, request: HttpRequest, signal: AbortSignal): Promise<Response> {
  const answer = await reach(url, request, signal)
  const version = answer.headers.get(protocolHeader)
  if (version === null)
    throw new Fault(
      'UPLINK_OFFLINE',
      `what answers at ${url.origin} is not central (status ${answer.status})`,
    )
  if (answer.ok) {
    const mismatch = versionMismatch(version, 'central')
    if (mismatch) throw new Fault('UPLINK_VERSION', mismatch)
    return answer
  }
  throw await refusalOf(answer, version)
}

async function reach(
  url: URL,
  { method, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Response> {
  // A socket's patience is real time, whatever the station's clock is made to do.
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
  try {
    const bytes = body === undefined ? {} : { body: new Uint8Array(body) }
    return await fetch(url, { method, headers, redirect: 'manual', signal: limit, ...bytes })
  } catch (cause) {
    throw new Fault('UPLINK_OFFLINE', `${url.origin} does not answer (${reasonOf(cause)})`, cause)
  }
}

/** The reason in a word, for example ECONNREFUSED; fetch hides it in its cause. */
function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown
  if (!(cause instanceof Error)) return 'unknown reason'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}

async function refusalOf(answer: Response, version: string): Promise<Fault> {
  const said = answer.headers.get(faultHeader) ?? ''
  const refusal = refusalSchema.safeParse(await answer.json().catch(() => undefined)).data
  if (isFaultCode(said)) {
    const at = Date.parse(answer.headers.get('date') ?? '')
    // The answer to a HEAD has no body: then the code's own words must do.
    const detail = refusal?.error.detail ?? faults[said].hint
    return new Refused(said, detail, { expected: refusal?.expected, at: Number.isNaN(at) ? undefined : at })
  }
  const mismatch = versionMismatch(version, 'central')
  if (mismatch) return new Refused('UPLINK_VERSION', mismatch, {})
  return new Refused(codeOf(answer.status), `central answered ${answer.status} ${said}`.trim(), {})
}

/** What a status means without a code that this version knows. */
function codeOf(status: number): FaultCode {
  if (status === 401 || status === 403) return 'UPLINK_REFUSED'
  if (status === 404) return 'NOT_FOUND'
  if (status === 413) return 'TOO_LARGE'
  return status >= 400 && status < 500 ? 'UPLINK_VERSION' : 'UPLINK_OFFLINE'
}
