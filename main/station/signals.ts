/** One thing that can happen inside the station, and who wants to know. */
export class Signal<T = void> {
  readonly #heard = new Set<(value: T) => void>()

  on(heard: (value: T) => void): void {
    this.#heard.add(heard)
  }

  ring(value: T): void {
    for (const heard of this.#heard) heard(value)
  }
}

/** How the lane and the workers tell each other, so that none of them has to know the others. */
export interface Signals {
  /** A device, the network or the catalogue is not what it was. */
  readonly changed: Signal
  /** A print job waits. */
  readonly job: Signal
  /** An event waits for the uplink. */
  readonly event: Signal
  /** What became of an inspection's label. */
  readonly label: Signal<{ readonly inspection: string; readonly label: 'sending' | 'printed' | 'waiting' }>
}

export function newSignals(): Signals {
  return { changed: new Signal(), job: new Signal(), event: new Signal(), label: new Signal() }
}
