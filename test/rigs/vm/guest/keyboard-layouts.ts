/** A physical key: what USB, the kernel and the browser each call it. */
export interface PhysicalKey {
  /** Usage on page 7 of the USB HID Usage Tables. */
  readonly usage: number
  /** KEY_… of linux/input-event-codes.h. */
  readonly linux: number
  /** `KeyboardEvent.code`. */
  readonly code: string
}

/** Keyboards of countries: what a scanner is set to, and what a computer is set to. */
export type Country = 'us' | 'german' | 'french'
export type Modifier = 'ControlLeft' | 'ShiftLeft' | 'AltLeft'

type Row = readonly (readonly [code: string, usage: number])[]

/** The keys that type; the kernel numbers those of a row one after the other, from the number given. */
const rows: readonly (readonly [firstLinux: number, keys: Row])[] = [
  [41, [['Backquote', 0x35]]],
  [2, [...row('Digit', '1234567890', 0x1e), ['Minus', 0x2d], ['Equal', 0x2e]]],
  [16, [...letters('QWERTYUIOP'), ['BracketLeft', 0x2f], ['BracketRight', 0x30]]],
  [30, [...letters('ASDFGHJKL'), ['Semicolon', 0x33], ['Quote', 0x34]]],
  [43, [['Backslash', 0x31]]],
  [44, [...letters('ZXCVBNM'), ['Comma', 0x36], ['Period', 0x37], ['Slash', 0x38]]],
  [57, [['Space', 0x2c]]],
]
const typing: readonly PhysicalKey[] = rows.flatMap(([first, keys]) =>
  keys.map(([code, usage], index) => ({ usage, linux: first + index, code })),
)

/** What each of those keys types, plain and with Shift; a dot in the middle (·) is a dead key. */
const characters: Readonly<Record<Country, readonly [string, string]>> = {
  us: [
    "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./ ",
    '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>? ',
  ],
  german: [
    '·1234567890ß·qwertzuiopü+asdfghjklöä#yxcvbnm,.- ',
    '°!"§$%&/()=?·QWERTZUIOPÜ*ASDFGHJKLÖÄ\'YXCVBNM;:_ ',
  ],
  french: [
    '²&é"\'(-è_çà)=azertyuiop·$qsdfghjklmù*wxcvbn,;:! ',
    '~1234567890°+AZERTYUIOP·£QSDFGHJKLM%µWXCVBN?./§ ',
  ],
}
const dead = '·'

/** Keys that type nothing, and the keypad's digits from 0 to 9. */
const others: readonly PhysicalKey[] = [
  ...[
    { usage: 0x28, linux: 28, code: 'Enter' },
    { usage: 0x39, linux: 58, code: 'CapsLock' },
  ],
  { usage: 0xe0, linux: 29, code: 'ControlLeft' },
  { usage: 0xe1, linux: 42, code: 'ShiftLeft' },
  { usage: 0xe2, linux: 56, code: 'AltLeft' },
  ...[82, 79, 80, 81, 75, 76, 77, 71, 72, 73].map((linux, digit) => ({
    ...{ usage: digit === 0 ? 0x62 : 0x58 + digit, linux },
    code: `Numpad${digit}`,
  })),
]
const all = [...typing, ...others]

/** A key's usage by its browser's name; throws for one this keyboard has not. */
export function usageOf(code: string): number {
  const found = all.find((key) => key.code === code)
  if (!found) throw new Error(`the keyboard has no key ${code}`)
  return found.usage
}

/** Which key a keyboard of that country has for a character; throws where it wants AltGr or a dead key. */
export function keyFor(
  character: string,
  country: Country,
): { readonly code: string; readonly shift: boolean } {
  for (const [level, line] of characters[country].entries()) {
    const key = character === dead ? undefined : typing[[...line].indexOf(character)]
    if (key) return { code: key.code, shift: level === 1 }
  }
  throw new Error(`a ${country} keyboard has no key for ${JSON.stringify(character)}`)
}

/** What a browser calls a key the kernel has told of, on a computer of that country: `KeyboardEvent.code` and `.key`. */
export function browserKey(linux: number, { country, shift }: { country: Country; shift: boolean }) {
  const found = all.find((each) => each.linux === linux)
  if (!found) throw new Error(`the kernel told of key ${linux}, which this keyboard has not`)
  const { code } = found
  const typed = [...characters[country][shift ? 1 : 0]][typing.indexOf(found)]
  const key = typed ?? code.replace(/Left$/, '').replace(/^Numpad/, '')
  return { code, key: key === dead ? 'Dead' : key }
}

/** Keys whose usages follow one another, as their names do. */
function row(name: string, ends: string, first: number): Row {
  return [...ends].map((end, index) => [`${name}${end}`, first + index])
}

function letters(text: string): Row {
  return [...text].map((letter) => [`Key${letter}`, 0x04 + letter.charCodeAt(0) - 'A'.charCodeAt(0)])
}
