import { reasonTexts } from './reason-texts.ts'
import type { Reason } from './record.ts'
import { type Texts, textIn, word } from './words.ts'

export type ReasonCode = keyof typeof reasonTexts

type Values = Readonly<Record<string, string | number>>
type Holes<T extends string> = T extends `${string}{${infer Hole}}${infer Rest}`
  ? (Hole extends `${infer Name}:word` ? Name : Hole) | Holes<Rest>
  : never
/** The parameters a reason's texts ask for, in all languages together. */
export type ReasonParams<C extends ReasonCode> = Readonly<
  Record<Holes<(typeof reasonTexts)[C]['en' | 'de']>, string | number>
>

/** A reason with its English sentence; the code and parameters let a screen say it in another language. */
export function reason<C extends ReasonCode>(code: C, params: ReasonParams<C>): Reason {
  return { code, params, text: reasonText(code, params, 'en') }
}

/** A reason's sentence in a language, English where that is missing; a code nobody knows comes back as it is. */
export function reasonText(code: string, params: Values, locale: string): string {
  if (!Object.hasOwn(reasonTexts, code)) return code
  const texts: Texts = reasonTexts[code as ReasonCode]
  return capitalised(
    textIn(texts, locale).replace(/\{(\w+)(:word)?\}/g, (hole, name: string, asWord) => {
      const value = Object.hasOwn(params, name) ? params[name] : undefined
      if (value === undefined) return hole
      return asWord ? word(String(value), locale) : String(value)
    }),
  )
}

function capitalised(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
}

/** A share of one as whole percent, for a sentence. */
export function percent(share: number): number {
  return Math.round(share * 100)
}
