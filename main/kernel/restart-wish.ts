/** What a child tells the process that keeps it running: end me in order, and start me again. */
export interface RestartWanted {
  readonly kind: 'restart-wanted'
}

/** Asks the process that started this one to end it in order and to start it again; false when nobody can be asked. */
export async function askForRestart(): Promise<boolean> {
  const send = process.send?.bind(process)
  if (!process.channel || !send) return false
  return new Promise((sent) => {
    send({ kind: 'restart-wanted' } satisfies RestartWanted, (error: Error | null) => sent(error === null))
  })
}

export function isRestartWanted(message: unknown): message is RestartWanted {
  return (message as Partial<RestartWanted> | null)?.kind === 'restart-wanted'
}
