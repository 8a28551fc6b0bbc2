/** Lines of the station's configuration that would use a device. */
export interface DeviceUse {
  readonly as: 'scanner' | 'printer' | 'camera' | 'scale' | 'signal'
  readonly config: Readonly<Record<string, string | number>>
}

/** One device that is plugged into this machine, or found in its network. */
export interface Plugged {
  readonly kind: 'serial' | 'hid' | 'usb-printer' | 'video' | 'network'
  /** What is configured or looked for: a path, or host and port. */
  readonly path: string
  /** What the device says of itself; a few words, never empty. */
  readonly about: string
  /** `denied`: this account may not open it; `keyboard`: a scanner that types instead of sending reports. */
  readonly trouble?: 'denied' | 'keyboard'
  /** What it could be to a station; empty when nothing is known. */
  readonly uses: readonly DeviceUse[]
}

/** What this machine lacks: udev (names and serial numbers of serial ports), hid (USB scanners), ffmpeg (V4L2 and RTSP cameras). */
export type MissingPiece = 'udev' | 'hid' | 'ffmpeg'

/** Everything seen at one moment. */
export interface PluggedIn {
  readonly found: readonly Plugged[]
  readonly missing: readonly MissingPiece[]
}
