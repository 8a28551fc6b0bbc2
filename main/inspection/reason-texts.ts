import type { Texts } from './words.ts'

/**
 * Every reason a verdict or proposal can give. `{name}` is a parameter as it stands, `{name:word}` one of the taxonomy's
 * words in the reader's language. Codes are kept in records: a text may change, a code never does.
 */
export const reasonTexts = {
  // codes that cannot be read
  empty: { en: 'The code is empty.', de: 'Der Code ist leer.' },
  too_long: { en: 'The code is longer than 200 characters.', de: 'Der Code ist länger als 200 Zeichen.' },
  binary: { en: 'The code holds bytes that are no text.', de: 'Der Code enthält Bytes, die kein Text sind.' },
  bad_check_digit: {
    en: 'The check digit is wrong: scan it again.',
    de: 'Die Prüfziffer ist falsch: bitte noch einmal scannen.',
  },
  half_read: {
    en: 'Only a part of the code was read: scan it again.',
    de: 'Nur ein Teil des Codes wurde gelesen: bitte noch einmal scannen.',
  },
  // grade
  sealed: {
    en: 'The packaging is still sealed: the item is taken for like new.',
    de: 'Die Verpackung ist noch versiegelt: der Artikel gilt als neuwertig.',
  },
  answered: {
    en: '“{en}” {answer:word}: counts as {severity:word} {type:word}.',
    de: '„{de}“ {answer:word}: zählt als {severity:word}: {type:word}.',
  },
  rubric_clean: {
    en: 'Nothing counts against it: grade {grade} by the rubric.',
    de: 'Nichts spricht dagegen: Stufe {grade} nach der Tabelle.',
  },
  rubric_count: {
    en: 'Grade {grade} by the rubric: {severity:word} {type:word} found {count}×, {better} allows {allowed}.',
    de: 'Stufe {grade} nach der Tabelle: {severity:word}, {type:word}, {count}× gefunden, {better} erlaubt {allowed}.',
  },
  rubric_size: {
    en: 'Grade {grade} by the rubric: {type:word} of {size} {unit} found, {better} allows {allowed} {unit}.',
    de: 'Stufe {grade} nach der Tabelle: {type:word} von {size} {unit} gefunden, {better} erlaubt {allowed} {unit}.',
  },
  weak_findings: {
    en: '{count} findings under {limit} % were not counted.',
    de: '{count} Funde unter {limit} % wurden nicht gezählt.',
  },
  model_odds: {
    en: 'The model {model} sees no damage {none} %, minor {minor} %, major {major} %: most likely grade {grade} ({odds} %).',
    de: 'Das Modell {model} sieht keinen Schaden {none} %, leichten {minor} %, schweren {major} %: am ehesten Stufe {grade} ({odds} %).',
  },
  voices: {
    en: 'The rubric says {rubric}, the model says {model}: the worse counts.',
    de: 'Die Tabelle sagt {rubric}, das Modell sagt {model}: das Schlechtere zählt.',
  },
  model_silent: {
    en: 'The model {model} has not earned a word on damage yet: the checklist and a person grade.',
    de: 'Das Modell {model} darf über Schäden noch nicht mitreden: Fragen und ein Mensch bestimmen die Stufe.',
  },
  learnt_odds: {
    en: 'Learnt here from {decisions} confirmed decisions: grade {grade} ({odds} %). Where it is this sure, at least {promised} of 100 are right.',
    de: 'Hier aus {decisions} bestätigten Entscheidungen gelernt: Stufe {grade} ({odds} %). Wo es so sicher ist, stimmen mindestens {promised} von 100.',
  },
  learnt_unsure: {
    en: 'What was learnt here from {decisions} confirmed decisions is not sure of this item: it says nothing.',
    de: 'Was hier aus {decisions} bestätigten Entscheidungen gelernt wurde, ist bei diesem Artikel nicht sicher: es sagt nichts.',
  },
  learnt_hint: {
    en: 'Learnt from made damage, not here: grade {grade} ({odds} %). A hint only: it decides nothing.',
    de: 'An gemachten Schäden gelernt, nicht hier: Stufe {grade} ({odds} %). Nur ein Hinweis: er entscheidet nichts.',
  },
  eyes_unsure: {
    en: 'The photographs were not judged: {why:word}.',
    de: 'Die Fotos wurden nicht beurteilt: {why:word}.',
  },
  // what whole units of the same SKU say of a view
  memory_same: {
    en: 'View {role:word}: not different from {units} whole units; at most {alarms} of 100 whole ones are called different.',
    de: 'Ansicht {role:word}: nicht anders als {units} heile Stücke; höchstens {alarms} von 100 heilen werden anders genannt.',
  },
  memory_different: {
    en: 'View {role:word}: differs from {units} whole units (places: {places}); at most {alarms} of 100 whole ones are called different.',
    de: 'Ansicht {role:word}: weicht von {units} heilen Stücken ab (Stellen: {places}); höchstens {alarms} von 100 heilen werden anders genannt.',
  },
  memory_few: {
    en: 'View {role:word}: {units} whole units known, {wanted} are needed: places that differ ({places}) are hints and not counted.',
    de: 'Ansicht {role:word}: {units} heile Stücke bekannt, {wanted} sind nötig: abweichende Stellen ({places}) sind Hinweise und zählen nicht.',
  },
  memory_pose: {
    en: 'View {role:word}: does not lie like its {units} whole units: places that differ ({places}) are hints and not counted.',
    de: 'Ansicht {role:word}: liegt nicht wie ihre {units} heilen Stücke: abweichende Stellen ({places}) sind Hinweise und zählen nicht.',
  },
  memory_none: {
    en: 'No whole unit of this item is known: teach it, so that its photographs can be compared.',
    de: 'Von diesem Artikel ist kein heiles Stück bekannt: anlernen, damit seine Fotos verglichen werden können.',
  },
  nobody_knows: {
    en: 'Neither photographs nor answers tell its condition: ungraded.',
    de: 'Weder Fotos noch Antworten sagen etwas über den Zustand: ohne Stufe.',
  },
  empty_parcel: {
    en: 'The parcel was empty: there is nothing to grade.',
    de: 'Das Paket war leer: es gibt nichts zu bewerten.',
  },
  // why a supervisor decides
  ungraded: {
    en: 'It has no grade: a supervisor looks at it.',
    de: 'Er hat keine Stufe: die Schichtleitung sieht ihn sich an.',
  },
  low_confidence: {
    en: 'Only {confidence} % sure of grade {grade}; under {limit} % a supervisor decides.',
    de: 'Nur zu {confidence} % sicher bei Stufe {grade}; unter {limit} % entscheidet die Schichtleitung.',
  },
  voices_apart: {
    en: 'Rubric ({rubric}) and model ({model}) are {apart} grades apart.',
    de: 'Tabelle ({rubric}) und Modell ({model}) liegen {apart} Stufen auseinander.',
  },
  high_value: {
    en: 'Worth {price}; from {limit} on a supervisor decides.',
    de: 'Wert {price}; ab {limit} entscheidet die Schichtleitung.',
  },
  identity_mismatch: {
    en: 'Looks like {seen:word} ({odds} %), but the SKU is {category:word}.',
    de: 'Sieht aus wie {seen:word} ({odds} %), der Artikel ist aber {category:word}.',
  },
  weight_empty: {
    en: 'It weighs {found} g where {expected} g are expected: the box may be empty, or parts are missing.',
    de: 'Es wiegt {found} g statt {expected} g: der Karton ist vielleicht leer, oder es fehlen Teile.',
  },
  weight_mismatch: {
    en: 'It weighs {found} g; {expected} g are expected, give or take {tolerance} g: it may be another item.',
    de: 'Es wiegt {found} g; erwartet sind {expected} g, mehr oder weniger {tolerance} g: es ist vielleicht ein anderer Artikel.',
  },
  serial_mismatch: {
    en: 'Serial number {found} was read, {expected} was expected.',
    de: 'Seriennummer {found} gelesen, {expected} erwartet.',
  },
  answer_mismatch: {
    en: '“{en}” {answer:word}: this may be another item.',
    de: '„{de}“ {answer:word}: das ist womöglich ein anderer Artikel.',
  },
  answer_unsure: {
    en: '“{en}” {answer:word}: a supervisor finds out.',
    de: '„{de}“ {answer:word}: die Schichtleitung klärt es.',
  },
  not_on_return: {
    en: 'This item is not on return {rma}.',
    de: 'Dieser Artikel gehört nicht zur Rücksendung {rma}.',
  },
  unlisted: {
    en: 'Nobody expects this item and its code is unknown.',
    de: 'Niemand erwartet diesen Artikel, und sein Code ist unbekannt.',
  },
  photos_missing: { en: 'There is no photograph of it.', de: 'Es gibt kein Foto davon.' },
  photo_poor: {
    en: 'Photograph {role:word}: {verdict:word}.',
    de: 'Foto {role:word}: {verdict:word}.',
  },
  unpriced: {
    en: 'No price is known: chosen by grade {grade} alone.',
    de: 'Kein Preis bekannt: nur nach Stufe {grade} gewählt.',
  },
  rules_conflict: {
    en: 'The rules leave nothing to do with it: {rules}.',
    de: 'Die Regeln lassen nichts übrig: {rules}.',
  },
  /** A hard rule of the policy, in the policy's own words. */
  rule: { en: '{en}', de: '{de}' },
  memory_unexplained: {
    en: 'View {role:word} differs from {units} whole units and no finding says how: a person looks at it.',
    de: 'Ansicht {role:word} weicht von {units} heilen Stücken ab, und kein Fund erklärt es: ein Mensch sieht nach.',
  },
  // what whole units of other SKUs say
  likeness_hint: {
    en: 'Looks like {other} rather than {sku}: a hint of {units} whole units, not counted. Check that it is the right item.',
    de: 'Sieht eher aus wie {other} als wie {sku}: ein Hinweis aus {units} heilen Stücken, zählt nicht. Prüfen, ob es der richtige Artikel ist.',
  },
  likeness_other: {
    en: 'Looks like {other} rather than {sku} ({units} whole units known; at most {alarms} of 100 right items are told so): a person checks that it is the right item.',
    de: 'Sieht eher aus wie {other} als wie {sku} ({units} heile Stücke bekannt; höchstens {alarms} von 100 richtigen Artikeln trifft es): ein Mensch prüft, ob es der richtige Artikel ist.',
  },
  // what to do with it
  best: {
    en: '{disposition:word}: {amount} expected, {gain} more than {next:word}.',
    de: '{disposition:word}: {amount} erwartet, {gain} mehr als {next:word}.',
  },
  only: {
    en: '{disposition:word} is all that is allowed: {amount} expected.',
    de: 'Erlaubt ist nur {disposition:word}: {amount} erwartet.',
  },
  wait: {
    en: 'It waits in quarantine until a supervisor has decided.',
    de: 'Er wartet im Sperrlager, bis die Schichtleitung entschieden hat.',
  },
  expected: {
    en: '{amount} expected: {recovery} % of {price}, {cost} handling.',
    de: '{amount} erwartet: {recovery} % von {price}, {cost} Aufwand.',
  },
  not_offered: {
    en: 'Not done with {category:word} of grade {grade}.',
    de: 'Bei Stufe {grade} nicht vorgesehen ({category:word}).',
  },
  rough_rate: {
    en: 'Handling costs are in {costs}; no rate to {price} is set, so they count one to one.',
    de: 'Aufwände sind in {costs}; für {price} ist kein Kurs gesetzt, sie zählen eins zu eins.',
  },
  // who decides
  not_expected: {
    en: 'No return was announced for this item.',
    de: 'Für diesen Artikel war keine Rücksendung angekündigt.',
  },
  no_promise: {
    en: 'Nothing is decided without a person until the thresholds come from reviewed decisions.',
    de: 'Nichts wird ohne Menschen entschieden, bis die Schwellen aus geprüften Entscheidungen stammen.',
  },
  below_auto: {
    en: '{confidence} % sure; {limit} % are needed to decide without a person.',
    de: 'Zu {confidence} % sicher; {limit} % sind nötig, um ohne Menschen zu entscheiden.',
  },
  auto: {
    en: '{confidence} % sure: from {limit} % on at most {rate} % are wrong, as {n} reviewed decisions showed.',
    de: 'Zu {confidence} % sicher: ab {limit} % sind höchstens {rate} % falsch, wie {n} geprüfte Entscheidungen zeigten.',
  },
} as const satisfies Record<string, Texts>
