import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { chosenFor, notUsed } from '../../../renderer/models/in-use.tsx'
import { blocksOf, spansOf } from '../../../renderer/models/markdown.ts'
import { MarkdownView } from '../../../renderer/models/markdown-view.tsx'
import { partsOf, sharedOf } from '../../../renderer/models/votes.ts'
import { fakeModels } from '../../rigs/fake-teach-and-models.ts'

const drawn = (text: string) => renderToStaticMarkup(createElement(MarkdownView, { text }))

describe("[MP1] a model's card", () => {
  it('is taken apart into headings, paragraphs, lists, code and tables', () => {
    const card =
      '# Card\n\nOne **strong**\nline, `code`.\n\n- a\n- b\n  goes on\n\n| x | y |\n| --- | --- |\n| 1 | 2\\|3 |\n\n```\nraw | #\n```\n'
    expect(blocksOf(card).map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'table', 'code'])
    expect(drawn(card)).toContain('<strong>strong</strong>')
    expect(drawn(card)).toContain('2|3')
    expect(blocksOf(card)[2]).toMatchObject({ items: [[{ text: 'a' }], [{ text: 'b goes on' }]] })
  })

  it('with a column nobody named has a plain cell above it, for an empty header tells a reader nothing', () => {
    expect(drawn('| x |  |\n| --- | --- |\n| 1 | 2 |')).toContain(
      '<tr><th scope="col"><span>x</span></th><td></td></tr>',
    )
  })

  it('never becomes markup of its own: tags, links, pictures and scripts stay characters', () => {
    const nasty = [
      '<script>alert(1)</script>',
      '# <img src=x onerror=alert(1)>',
      '[a](javascript:alert(1)) ![p](https://example.com/p.png)',
      '| <b>x</b> |\n| --- |\n| <iframe src="//example.com"></iframe> |',
      '```\n</pre><script>alert(2)</script>\n```',
    ].join('\n\n')
    const html = drawn(nasty)
    expect(html).not.toMatch(/<(script|img|iframe|a|b)[\s>]/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('of the model that ships is drawn whole, and odd marks stand for themselves', () => {
    const card = readFileSync(join(import.meta.dirname, '../../../models/weights/MODEL_CARD.md'), 'utf8')
    const blocks = blocksOf(card)
    const rules = card.match(/^\| *---/gm) ?? []
    expect(rules.length).toBeGreaterThan(1)
    expect(blocks.filter(({ kind }) => kind === 'table').length).toBe(rules.length)
    expect(blocks.some(({ kind }) => kind === 'heading')).toBe(true)
    expect(spansOf('2 ** 3 and `open')).toEqual([{ kind: 'text', text: '2 ** 3 and `open' }])
    expect(blocksOf('')).toEqual([])
    expect(blocksOf('| no table')).toMatchObject([{ kind: 'paragraph' }])
    expect(blocksOf('```\nnever closed')).toMatchObject([{ kind: 'code', text: 'never closed' }])
  })
})

describe('[MP2] two packs side by side', () => {
  it('agree where both or neither said it; of nothing there is no share', () => {
    const votes = { both: 40, activeOnly: 22, shadowOnly: 38, neither: 300 }
    expect(sharedOf(votes, 'en')).toBe('85%')
    expect(partsOf(votes).map(({ share }) => Math.round(share * 100))).toEqual([10, 6, 10, 75])
    expect(sharedOf({ both: 0, activeOnly: 0, shadowOnly: 0, neither: 0 }, 'en')).toBe('–')
    expect(
      partsOf({ both: 0, activeOnly: 0, shadowOnly: 0, neither: 0 }).every(({ share }) => share === 0),
    ).toBe(true)
  })

  it('a pack that is chosen and not in use is told', () => {
    const { shown } = fakeModels(() => () => {})
    const [judges, tells] = [chosenFor('judges', shown.packs), chosenFor('tells', shown.packs)]
    expect([judges, tells]).toEqual(['first-light@1.0.0', 'dock-identity@2.0.0'])
    expect([notUsed(shown.eyes, judges), notUsed(shown.identity!, tells)]).toEqual([undefined, undefined])
    for (const chosen of [judges, tells]) {
      expect(notUsed({ kind: 'ready', detail: 'other@1.0.0' }, chosen)).toBe(chosen)
      expect(notUsed({ kind: 'starting', detail: '' }, chosen)).toBeUndefined()
    }
    expect(notUsed({ kind: 'ready', detail: 'other@1.0.0' }, undefined)).toBeUndefined()
  })
})
