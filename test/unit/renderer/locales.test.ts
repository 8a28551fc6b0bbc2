import { describe, expect, it } from 'vitest'
import defaultPolicy from '../../../main/inspection/default-policy.json' with { type: 'json' }
import { faults } from '../../../main/kernel/fault.ts'
import { languages } from '../../../renderer/kit/i18n.ts'
import de from '../../../renderer/locales/de.json' with { type: 'json' }
import en from '../../../renderer/locales/en.json' with { type: 'json' }

type Node = string | { readonly [key: string]: Node }

function flat(node: Node, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]])
  return new Map(
    Object.entries(node).flatMap(([key, child]) => [...flat(child, path ? `${path}.${key}` : key)]),
  )
}

const texts: Record<string, Map<string, string>> = { en: flat(en), de: flat(de) }
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('locale files', () => {
  it('[LC1] there is one for each language the pages offer', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(languages).sort())
  })

  it('[LC1] all have the same keys', () => {
    expect([...texts.de!.keys()].sort()).toEqual([...texts.en!.keys()].sort())
  })

  it('[LC1] the same places for values', () => {
    const different = [...texts.en!].filter(
      ([key, text]) => places(text).join() !== places(texts.de!.get(key) ?? '').join(),
    )
    expect(different).toEqual([])
  })

  it('[LC1] no text is empty or has blanks at its ends', () => {
    const odd = Object.values(texts).flatMap((each) =>
      [...each].filter(([, text]) => text === '' || text !== text.trim()),
    )
    expect(odd).toEqual([])
  })

  it('[LC2] every fault says what happened and what to do, as sentences', () => {
    for (const words of [en.fault, de.fault]) {
      const said: Record<string, { what: string; todo: string } | undefined> = words
      for (const code of Object.keys(faults)) {
        expect(said[code]?.what, code).toMatch(/\.$/)
        expect(said[code]?.todo, code).toMatch(/\.$/)
      }
    }
  })

  it('[LC4] every reason code of the default policy, and every branch', () => {
    const known: Record<string, string> = de.reasonCode
    const codes = defaultPolicy.reasonCodes.map(({ code }) => code)
    const branches = codes.map((code) => code.split('.')[0] ?? '')
    const missing = [...codes, ...branches].filter((code) => !known[code.replaceAll('.', '_')])
    expect(missing).toEqual([])
  })

  it('[LC4] every question of the default policy', () => {
    expect(Object.keys(en.question).sort()).toEqual(Object.keys(defaultPolicy.questions).sort())
  })
})
