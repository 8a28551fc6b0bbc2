/** What hands and weather do to a virtual printer. */
export interface PrinterHands {
  takeRoll(): void
  /** A roll of so many labels. */
  loadRoll(labels?: number): void
  takeRibbon(): void
  loadRibbon(): void
  openHead(): void
  closeHead(): void
  pause(): void
  resume(): void
  heat(): void
  cool(): void
  /** Its head gets cold; it prints on. */
  chill(): void
  warm(): void
  /** Its memory is full of what no ~JA drops, until it is emptied. */
  fill(): void
  empty(): void
  /** Off and on again: everything in its memory is gone, and it hears nothing while it starts. */
  restart(): Promise<void>
}

/** The same hands, to be spread into an object of one's own: methods of a class are not. */
export function handsOf(printer: PrinterHands): PrinterHands {
  return {
    takeRoll: () => printer.takeRoll(),
    loadRoll: (labels) => printer.loadRoll(labels),
    takeRibbon: () => printer.takeRibbon(),
    loadRibbon: () => printer.loadRibbon(),
    openHead: () => printer.openHead(),
    closeHead: () => printer.closeHead(),
    pause: () => printer.pause(),
    resume: () => printer.resume(),
    heat: () => printer.heat(),
    cool: () => printer.cool(),
    chill: () => printer.chill(),
    warm: () => printer.warm(),
    fill: () => printer.fill(),
    empty: () => printer.empty(),
    restart: () => printer.restart(),
  }
}
