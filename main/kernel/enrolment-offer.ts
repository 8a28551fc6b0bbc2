/** What a station that central does not know asks of the process that started it. */
export interface EnrolmentWanted {
  readonly kind: 'enrolment-wanted'
}

/** The answer: where central is, and a code that enrols one station once. */
export interface EnrolmentOffered {
  readonly kind: 'enrolment-offered'
  readonly url: string
  readonly code: string
}

/**
 * Asks the process that started this one for an enrolment code; `offered` is called once central is there to give one,
 * which may be never. Returns false when nobody can be asked (started by hand).
 */
export function askForEnrolment(offered: (offer: EnrolmentOffered) => void): boolean {
  if (!process.channel || !process.send) return false
  const hear = (message: unknown) => {
    if (!isOffer(message)) return
    process.off('message', hear)
    offered(message)
  }
  process.on('message', hear)
  // Listening must not keep a finished process alive.
  process.channel.unref()
  process.send({ kind: 'enrolment-wanted' } satisfies EnrolmentWanted)
  return true
}

function isOffer(message: unknown): message is EnrolmentOffered {
  const offer = message as Partial<EnrolmentOffered> | null
  return (
    offer?.kind === 'enrolment-offered' && typeof offer.url === 'string' && typeof offer.code === 'string'
  )
}
