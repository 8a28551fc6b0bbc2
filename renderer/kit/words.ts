import { useTranslation } from 'react-i18next'
import { reasonText } from '../../main/inspection/reasons.ts'
import type { Item, Reason } from '../../main/inspection/record.ts'
import type { Money } from '../../main/kernel/item.ts'
import type { ShownFault } from './fault-of.ts'
import { moneyText, regionOf, withAmounts } from './format.ts'

/** Everything a screen needs to speak: the translator, the language, and words for what the station sends as codes. */
export function useWords() {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const region = regionOf(language, navigator.languages)
  /** A text by a key that is only known at run time, or the English the station sent along. */
  const orElse = (key: string, fallback: string, params: object = {}): string => {
    // The key is not one of the typed ones by nature; `exists` has just looked.
    return i18n.exists(key) ? String(i18n.t(key as never, params as never)) : fallback
  }
  return {
    t,
    /** The chosen language. */
    language,
    /** The same with the reader's own region, for dates and numbers. */
    region,
    orElse,
    money: (amount: Money) => moneyText(amount, region),
    fault: ({ code }: Pick<ShownFault, 'code'>) => ({
      what: t(`fault.${code}.what`),
      todo: t(`fault.${code}.todo`),
    }),
    reason: (reason: Reason) => {
      const text = reasonText(reason.code, withAmounts(reason.params, region), language)
      // A record of a newer station may hold a code these pages do not know yet.
      return text === reason.code ? reason.text : text
    },
    /** Override reasons come from the policy; the default policy's are translated, others have the policy's own words, or read as they are. */
    reasonCode: (code: string, own: Readonly<Record<string, string>> = {}) =>
      orElse(`reasonCode.${code.replaceAll('.', '_')}`, own[language] ?? own.en ?? plainWords(code)),
    /** Why a view must be taken again: a quality verdict, or the fault of its camera. */
    whyAgain: (why: string) => orElse(`quality.${why}`, orElse(`fault.${why}.what`, why)),
    itemTitle: (item: Item) => ('sku' in item && item.sku ? item.sku.title : t(`itemKind.${item.kind}`)),
  }
}
export type Words = ReturnType<typeof useWords>

/** `damage.box_torn` as `damage: box torn`, for a code nobody translated. */
export function plainWords(code: string): string {
  return code.replaceAll('.', ': ').replaceAll(/[_-]/g, ' ')
}
