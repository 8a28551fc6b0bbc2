/** Printer dots a millimetre at the resolutions label printers have. */
export const dotsPerMm: Readonly<Record<203 | 300 | 600, number>> = { 203: 8, 300: 12, 600: 24 }

/**
 * Text as a ZPL field: every character but letters, digits and a few harmless signs goes as hex of its UTF-8 bytes
 * (`^FH`), so no `^`, `~` or `_` of a user ever reaches the printer as a command.
 */
export function field(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const safe = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte)
    return /[A-Za-z0-9 .,:/()+-]/.test(character)
      ? character
      : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  return `^FH_^FD${safe.join('')}^FS`
}

/** Signs without a glyph in the printer's own font: emoji and other symbols, but not the few a product name carries. */
const undrawable =
  /[[\p{Extended_Pictographic}\p{So}]--[©®™°№]]|[\u{1F3FB}-\u{1F3FF}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FE00}-\u{FE0F}\u{FFFD}]/gv

/** A text the printer's own font can draw: one line, no control characters, no emoji. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(undrawable, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** Width of a text in the printer's font 0 at a height of 1: an upper estimate, so that a text never runs into the next. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += advance(character)
  return width
}

/** Measured on rendered labels, rounded up; font 0 is proportional and condensed. */
function advance(character: string): number {
  if (/[ijlIft.,:;'|!()[\] "/]/.test(character)) return 0.34
  if (/[mMwW@%½-]/.test(character)) return 0.85
  if (/[…\u1100-\uFFDC]|[^\u0000-\uFFFF]/u.test(character)) return 1
  return /[A-ZÀ-Þ&\u0391-\u042F]/.test(character) ? 0.6 : 0.53
}

/** The text cut to a width, measured in heights of the font, with an ellipsis where something is left out. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const characters = [...text]
  while (characters.length > 0 && widthOf(`${characters.join('')}…`) > width) characters.pop()
  return characters.length > 0 ? `${characters.join('').trimEnd()}…` : ''
}

/** The text on at most two lines of a width; breaks between words where there is one. */
export function twoLines(text: string, width: number): readonly [string, string] {
  if (widthOf(text) <= width) return [text, '']
  const words = text.split(' ')
  let first = words.shift() ?? ''
  while (words.length > 0 && widthOf(`${first} ${words[0]}`) <= width) first += ` ${words.shift()}`
  return widthOf(first) > width ? [fitted(text, width), ''] : [first, fitted(words.join(' '), width)]
}
