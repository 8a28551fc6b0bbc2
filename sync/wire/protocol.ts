/**
 * The version of what stations and central say to each other: paths, headers, envelopes, signatures.
 * It goes up when an older side could not understand; a new event shape is a new event type instead.
 */
export const protocolVersion = 1

/** Header every station request and every answer of central carries: the sender's protocol version. */
export const protocolHeader = 'regrade-protocol'

/** Header of every refusal: its fault code. The answer to a HEAD has no body to say it in. */
export const faultHeader = 'regrade-fault'

/** Media type of a batch of CloudEvents (CloudEvents 1.0, JSON event format, section 4). */
export const batchMediaType = 'application/cloudevents-batch+json'

/** What is said when the other side's version is not ours; undefined when both agree. */
export function versionMismatch(theirs: string | undefined, who: 'station' | 'central'): string | undefined {
  if (theirs === String(protocolVersion)) return undefined
  const said = theirs === undefined ? 'names no protocol version' : `speaks protocol ${theirs.slice(0, 20)}`
  return `the ${who} ${said}, this side speaks protocol ${protocolVersion}`
}
