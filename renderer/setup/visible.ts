const names: Readonly<Record<number, string>> = { 4: '<EOT>', 28: '<FS>', 29: '<GS>', 30: '<RS>', 31: '<US>' }

/** A code with its control characters written out, as the station shows them too. */
export function visible(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      return code < 32 ? (names[code] ?? `<${code}>`) : character
    })
    .join('')
}
