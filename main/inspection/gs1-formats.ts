/** How the value of one application identifier is written. */
export interface ValueFormat {
  readonly min: number
  readonly max: number
  /** How many characters from the start must be digits. */
  readonly digits: number
  /** Length is known from the identifier, so no separator follows (GS1 General Specifications, figure 7.8.5-2). */
  readonly predefined: boolean
}

/**
 * Identifiers with their formats, as in GS1's syntax dictionary: N digits, X characters, `..` at most; a lower-case n
 * in the identifier stands for any digit.
 */
const dictionary = `
00 N18, 01 N14, 02 N14, 10 X..20, 11 N6, 12 N6, 13 N6, 15 N6, 16 N6, 17 N6, 20 N2, 21 X..20, 22 X..20, 30 N..8,
37 N..8, 240 X..30, 241 X..30, 242 N..6, 243 X..20, 250 X..30, 251 X..30, 253 N13X..17, 254 X..20, 255 N13N..12,
31nn N6, 32nn N6, 33nn N6, 34nn N6, 35nn N6, 36nn N6, 390n N..15, 391n N3N..15, 392n N..15, 393n N3N..15, 394n N4,
395n N6, 400 X..30, 401 X..30, 402 N17, 403 X..30, 410 N13, 411 N13, 412 N13, 413 N13, 414 N13, 415 N13, 416 N13,
417 N13, 420 X..20, 421 N3X..9, 422 N3, 423 N..15, 424 N3, 425 N..15, 426 N3, 427 X..3, 43nn X..90, 7001 N13,
7002 X..30, 7003 N10, 7004 N..4, 7005 X..12, 7006 N6, 7007 N..12, 7008 X..3, 7009 X..10, 7010 X..2, 7020 X..20,
7021 X..20, 7022 X..20, 7023 X..30, 7040 X..4, 8001 N14, 8002 X..20, 8003 N14X..16, 8004 X..30, 8005 N6, 8006 N18,
8007 X..34, 8008 N..12, 8009 X..50, 8010 X..30, 8011 N..12, 8012 X..20, 8013 X..25, 8017 N18, 8018 N18, 8019 N..10,
8020 X..25, 8026 N18, 8030 X..90, 8110 X..70, 8111 N4, 8112 X..70, 8200 X..70, 90 X..30, 91 X..90, 92 X..90, 93 X..90,
94 X..90, 95 X..90, 96 X..90, 97 X..90, 98 X..90, 99 X..90`

const predefinedStarts = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/

const table = dictionary
  .split(',')
  .map((entry) => entry.trim().split(' '))
  .map(([ai = '', format = '']) => ({
    ai: new RegExp(`^${ai.replaceAll('n', '\\d')}`),
    ...formatOf(ai, format),
  }))

function formatOf(ai: string, format: string): ValueFormat {
  let min = 0
  let max = 0
  let digits = 0
  for (const [, kind, upTo, count] of format.matchAll(/([NX])(\.\.)?(\d+)/g)) {
    const length = Number(count)
    // An open part after a fixed one may be empty; alone it holds at least one character.
    if (!upTo) min += length
    else if (max === 0) min += 1
    max += length
    if (kind === 'N') digits = max
  }
  return { min, max, digits, predefined: predefinedStarts.test(ai) }
}

/** The identifier a text starts with and its value's format; `undefined` when GS1 knows none such. */
export function elementAt(text: string): { readonly ai: string; readonly format: ValueFormat } | undefined {
  const found = table.find(({ ai }) => ai.test(text))
  const ai = found && text.match(found.ai)?.[0]
  return found && ai ? { ai, format: found } : undefined
}
