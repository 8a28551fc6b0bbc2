/** Languages the station speaks from the start. */
export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]

/** A text in each language; English is always there and stands in for a missing one. */
export interface Texts {
  readonly en: string
  readonly [locale: string]: string
}

/** Words of the taxonomy as they stand inside a sentence; codes that are the same everywhere (A, EUR) are not listed. */
const words: Readonly<Record<string, Texts>> = {
  // finding types and severities
  penetration: { en: 'hole or cut', de: 'Loch oder Schnitt' },
  deformation: { en: 'dent or crush', de: 'Delle oder Verformung' },
  actuation: { en: 'opened packaging', de: 'geöffnete Verpackung' },
  deconstruction: { en: 'broken or loose part', de: 'gebrochenes oder loses Teil' },
  spillage: { en: 'spill or leak', de: 'Auslaufen' },
  superficial: { en: 'stain, scratch or wear', de: 'Fleck, Kratzer oder Abnutzung' },
  missing_unit: { en: 'missing part', de: 'fehlendes Teil' },
  minor: { en: 'minor', de: 'leicht' },
  major: { en: 'major', de: 'schwer' },
  none: { en: 'none', de: 'keine' },
  // dispositions
  restock: { en: 'restock', de: 'wieder einlagern' },
  open_box: { en: 'sell as open box', de: 'als B-Ware verkaufen' },
  refurbish: { en: 'refurbish', de: 'aufbereiten' },
  liquidate: { en: 'liquidate', de: 'als Restposten verkaufen' },
  donate: { en: 'donate', de: 'spenden' },
  recycle: { en: 'recycle', de: 'recyceln' },
  return_to_vendor: { en: 'return to vendor', de: 'an den Lieferanten zurückgeben' },
  quarantine: { en: 'quarantine', de: 'sperren' },
  // categories
  apparel: { en: 'apparel', de: 'Kleidung' },
  footwear: { en: 'footwear', de: 'Schuhe' },
  small_electronics: { en: 'small electronics', de: 'Kleinelektronik' },
  housewares: { en: 'housewares', de: 'Haushaltswaren' },
  packaged_goods: { en: 'packaged goods', de: 'verpackte Ware' },
  toys: { en: 'toys', de: 'Spielzeug' },
  other: { en: 'other', de: 'Sonstiges' },
  // why the eyes say nothing
  no_model: { en: 'no model is installed', de: 'kein Modell installiert' },
  model_refused: { en: 'the model was refused', de: 'das Modell wurde abgelehnt' },
  timed_out: { en: 'the model took too long', de: 'das Modell brauchte zu lange' },
  crashed: { en: 'the model broke down', de: 'das Modell ist ausgefallen' },
  no_photos: { en: 'there is no photograph', de: 'es gibt kein Foto' },
  unreadable_photo: { en: 'a photograph cannot be read', de: 'ein Foto ist nicht lesbar' },
  empty_stage: { en: 'a photograph shows the empty stage', de: 'ein Foto zeigt die leere Fläche' },
  two_items: { en: 'a photograph shows two items', de: 'ein Foto zeigt zwei Artikel' },
  // photographs
  blurred: { en: 'blurred', de: 'unscharf' },
  dark: { en: 'too dark', de: 'zu dunkel' },
  bright: { en: 'too bright', de: 'zu hell' },
  glare: { en: 'reflections', de: 'Spiegelungen' },
  empty: { en: 'no item to be seen', de: 'kein Artikel zu sehen' },
  unreadable: { en: 'not readable', de: 'nicht lesbar' },
  top: { en: 'top', de: 'oben' },
  left: { en: 'left', de: 'links' },
  right: { en: 'right', de: 'rechts' },
  front: { en: 'front', de: 'vorne' },
  label: { en: 'label', de: 'Etikett' },
  // answers
  yes: { en: 'yes', de: 'ja' },
  no: { en: 'no', de: 'nein' },
  unknown: { en: 'cannot tell', de: 'nicht feststellbar' },
}

/** A taxonomy word in a language; a word nobody listed comes back as it is. */
export function word(id: string, locale: string): string {
  // Values come from users too, and every object has a `constructor`.
  const texts = Object.hasOwn(words, id) ? words[id] : undefined
  return texts ? textIn(texts, locale) : id
}

/** A text in a language, or in English where that language is missing. */
export function textIn(texts: Texts, locale: string): string {
  return (Object.hasOwn(texts, locale) ? texts[locale] : undefined) ?? texts.en
}
