import type { WedgeLayout } from './stroke.ts'
import type { WedgeSpeed } from './wedge-speed.ts'

/** What this browser remembers between visits: nothing about items or people. */
const keys = {
  language: 'regrade.language',
  layout: 'regrade.wedge-layout',
  speed: 'regrade.wedge-speed',
  camera: 'regrade.camera.',
  sound: 'regrade.sound',
  input: 'regrade.last-input',
} as const

function read(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined
  } catch {
    // Storage may be forbidden; the page works without it.
    return undefined
  }
}
function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    // As above.
  }
}

export function storedLanguage(): string | undefined {
  return read(keys.language)
}
export function storeLanguage(language: string): void {
  write(keys.language, language)
}

/** How the wedge scanner's keys are read; the operating system's layout until somebody chose. */
export function storedLayout(): WedgeLayout {
  return read(keys.layout) === 'us' ? 'us' : 'system'
}
export function storeLayout(layout: WedgeLayout): void {
  write(keys.layout, layout)
}

/** The speed of the keyboard scanner learnt on this screen; undefined where none was, or it cannot be read. */
export function storedSpeed(): WedgeSpeed | undefined {
  const [keyMs = 0, longestMs = 0] = (read(keys.speed) ?? '').split(' ').map(Number)
  return keyMs >= 0 && longestMs > 0 ? { keyMs, longestMs } : undefined
}
/** Nothing given forgets it. */
export function storeSpeed(speed?: WedgeSpeed): void {
  write(keys.speed, speed ? `${speed.keyMs} ${speed.longestMs}` : '')
}

/** The browser's id of the camera that looks from a role, as chosen on this screen. */
export function storedCamera(role: string): string | undefined {
  return read(keys.camera + role)
}
export function storeCamera(role: string, device: string): void {
  write(keys.camera + role, device)
}

export function soundIsOn(): boolean {
  return read(keys.sound) !== 'off'
}
export function storeSound(on: boolean): void {
  write(keys.sound, on ? 'on' : 'off')
}

/** When somebody last touched, typed or scanned here, in milliseconds since the epoch; undefined where nobody did. */
export function storedInput(): number | undefined {
  const at = Number(read(keys.input))
  return at > 0 ? at : undefined
}
export function storeInput(at: number): void {
  write(keys.input, String(at))
}
