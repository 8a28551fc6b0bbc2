/** A relay board in memory at the far end of a wire: it obeys, echoes and prompts as the real ones do. */
export interface VirtualRelays {
  receive(bytes: Uint8Array): void
  /** Numbers of the relays that are on, in order. */
  on(): readonly number[]
  /** Every relay that was switched, in the order it happened: `+2` on, `-2` off. */
  readonly history: readonly string[]
  /** While hung it obeys nothing and says nothing. */
  hang(hung: boolean): void
}

export function createVirtualRelays(answer: (bytes: Uint8Array) => void): VirtualRelays {
  const lit = new Set<number>()
  const history: string[] = []
  let heard = ''
  let hung = false
  const obey = (command: string) => {
    const [, how, number] = /^relay (on|off) (\d+)$/.exec(command) ?? []
    if (how === undefined) return
    const relay = Number(number)
    history.push(`${how === 'on' ? '+' : '-'}${relay}`)
    if (how === 'on') lit.add(relay)
    else lit.delete(relay)
  }
  return {
    history,
    on: () => [...lit].sort((a, b) => a - b),
    hang(now) {
      hung = now
    },
    receive(bytes) {
      if (hung) return
      heard += Buffer.from(bytes).toString('latin1')
      for (let end = heard.indexOf('\r'); end >= 0; end = heard.indexOf('\r')) {
        const command = heard.slice(0, end).trim()
        heard = heard.slice(end + 1)
        obey(command)
        answer(Buffer.from(`${command}\r\n>`))
      }
    },
  }
}
