/** Codes longer than this are nobody's reference; also the most a display shows. In characters (code points). */
export const codeLimit = 200

/** A code as references are compared: upper case, without spaces, at most 200 characters. */
export function referenceOf(text: string): string {
  return cut(text.replace(/\s/g, '').toUpperCase())
}

/** A code as a screen or log may show it: separators spelled out, other control characters shown as a dot. */
export function displayOf(text: string): string {
  const named = text
    .toWellFormed()
    .replaceAll('\u001d', '<GS>')
    .replaceAll('\u001e', '<RS>')
    .replaceAll('\u0004', '<EOT>')
  return cut(named.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·'))
}

function cut(text: string): string {
  // 4 kB codes are cut before they are spread; a pair of surrogates is one character.
  return [...text.slice(0, codeLimit * 2)].slice(0, codeLimit).join('')
}
