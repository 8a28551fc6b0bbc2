/** A request as signatures see it: `target` is path and query as sent, header names are lower case. */
export interface SignedMessage {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/**
 * What a signature of this project must cover (RFC 9421 section 2): where the request goes, what it carries,
 * and how that is to be read. Anything less could be sent again under another meaning.
 */
export function mustCover(message: SignedMessage): readonly string[] {
  const needed = ['@method', '@path', 'content-digest']
  if (message.target.includes('?')) needed.push('@query')
  if (message.headers['content-type'] !== undefined) needed.push('content-type')
  return needed
}

/** The signature base (RFC 9421 section 2.5), or undefined when a component is unknown or absent; `params` is the serialised inner list. */
export function signatureBase(
  message: SignedMessage,
  components: readonly string[],
  params: string,
): string | undefined {
  const values = components.map((component) => componentValue(message, component))
  if (values.includes(undefined)) return undefined
  const lines = components.map((component, index) => `"${component}": ${values[index]}`)
  return [...lines, `"@signature-params": ${params}`].join('\n')
}

function componentValue(message: SignedMessage, component: string): string | undefined {
  const [path = '', ...query] = message.target.split('?')
  if (component === '@method') return message.method.toUpperCase()
  if (component === '@path') return path || '/'
  if (component === '@query') return `?${query.join('?')}`
  const name = component === '@authority' ? 'host' : component
  // Asked as own: a component may be called `constructor`.
  const field = Object.hasOwn(message.headers, name) ? message.headers[name] : undefined
  if (field === undefined) return undefined
  return (typeof field === 'string' ? [field] : field).map((line) => line.trim()).join(', ')
}
