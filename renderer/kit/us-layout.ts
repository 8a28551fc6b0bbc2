/** What a US keyboard types for each physical key (`KeyboardEvent.code`): plain, then with Shift. */
const punctuation: Readonly<Record<string, string>> = {
  Space: '  ',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  IntlBackslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
  NumpadDecimal: '..',
}
const shiftedDigits = ')!@#$%^&*('

/** The character a US keyboard gives for a physical key, or undefined for a key that types nothing. Caps Lock is ignored. */
export function usCharacter(code: string, shift: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit) return shift ? shiftedDigits[Number(digit)] : digit
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad) return numpad
  return punctuation[code]?.[shift ? 1 : 0]
}
