import type { Disposition } from './record.ts'
import type { Locale } from './words.ts'

/** The one word a label says across the hall: short, so that it can be printed large. */
export const labelWords: Readonly<Record<Locale, Readonly<Record<Disposition, string>>>> = {
  en: {
    restock: 'RESTOCK',
    open_box: 'OPEN BOX',
    refurbish: 'REFURBISH',
    liquidate: 'LIQUIDATE',
    donate: 'DONATE',
    recycle: 'RECYCLE',
    return_to_vendor: 'TO VENDOR',
    quarantine: 'QUARANTINE',
  },
  de: {
    restock: 'EINLAGERN',
    open_box: 'B-WARE',
    refurbish: 'AUFBEREITEN',
    liquidate: 'RESTPOSTEN',
    donate: 'SPENDEN',
    recycle: 'RECYCLING',
    return_to_vendor: 'LIEFERANT',
    quarantine: 'SPERRLAGER',
  },
}

/** The smaller words around it. */
export const labelSigns: Readonly<
  Record<Locale, { held: string; copy: string; grade: string; test: string }>
> = {
  en: { held: 'HELD', copy: 'COPY', grade: 'GRADE', test: 'TEST LABEL' },
  de: { held: 'PRÜFEN', copy: 'KOPIE', grade: 'STUFE', test: 'TESTETIKETT' },
}
