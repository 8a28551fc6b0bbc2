/** What Set-up can try out of the devices in use. */
export interface TryOutsView {
  /** Of the stack light. */
  readonly lamps: readonly ('green' | 'amber' | 'red' | 'buzzer')[]
  /** Scanners whose reading can be switched on and off from here, by name. */
  readonly triggers: readonly string[]
}

/** What one of the station's own scanners read last; `test`: the code that Set-up shows, which never comes to the lane. */
export interface HeardView {
  readonly text: string
  readonly device: string
  readonly at: number
  readonly test: boolean
}

/** What lets the station's account open devices it may not. */
export interface AllowView {
  /** To be typed in a terminal of the station's machine by an administrator, in this order. */
  readonly commands: readonly string[]
  /** The udev rule they install. */
  readonly rules: string
}
