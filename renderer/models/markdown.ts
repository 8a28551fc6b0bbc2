/** A piece of a line: plain, strong or code. Nothing else of Markdown's inline marks means anything here. */
export interface Span {
  readonly kind: 'text' | 'strong' | 'code'
  readonly text: string
}

/** A block of a card. What is none of these (HTML, pictures, links) is a paragraph with its own characters. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Span[])[]
      readonly rows: readonly (readonly (readonly Span[])[])[]
    }

/** Longest card that is taken apart, in lines; the rest is left out. */
const mostLines = 5_000

/** A model card's text in blocks, for a page to draw as elements: no HTML of the maker's ever reaches the page. */
export function blocksOf(card: string): readonly Block[] {
  const lines = card.split(/\r?\n/).slice(0, mostLines)
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const { block, used } = blockAt(lines, at)
    if (block) blocks.push(block)
    at += used
  }
  return blocks
}

function blockAt(lines: readonly string[], at: number): { readonly block?: Block; readonly used: number } {
  const line = lines[at] ?? ''
  if (line.trim() === '') return { used: 1 }
  if (line.startsWith('```')) return codeAt(lines, at)
  const heading = /^(#{1,6})\s+(.*)$/.exec(line)
  if (heading) {
    const [, marks = '', text = ''] = heading
    return { block: { kind: 'heading', level: marks.length, spans: spansOf(text) }, used: 1 }
  }
  if (isRow(line) && /^\s*\|?[\s:|-]+\|?\s*$/.test(lines[at + 1] ?? '')) return tableAt(lines, at)
  return isItem(line) ? listAt(lines, at) : paragraphAt(lines, at)
}

const isRow = (line: string) => line.trim().startsWith('|')
const isItem = (line: string) => /^\s*[-*+]\s+/.test(line)

function codeAt(lines: readonly string[], at: number) {
  const end = lines.findIndex((line, index) => index > at && line.startsWith('```'))
  const last = end < 0 ? lines.length : end
  return { block: { kind: 'code', text: lines.slice(at + 1, last).join('\n') } as const, used: last - at + 1 }
}

function tableAt(lines: readonly string[], at: number) {
  const rows = takenWhile(lines, at, isRow)
  const [head = [], , ...body] = rows.map(cellsOf)
  return { block: { kind: 'table', head, rows: body } as const, used: rows.length }
}

function cellsOf(row: string): readonly (readonly Span[])[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => spansOf(cell.trim().replaceAll('\\|', '|')))
}

/** An item goes on over the indented lines below it. */
function listAt(lines: readonly string[], at: number) {
  const taken = takenWhile(lines, at, (line, index) => isItem(line) || (index > at && /^\s+\S/.test(line)))
  const items: string[] = []
  for (const line of taken) {
    if (isItem(line)) items.push(line.replace(/^\s*[-*+]\s+/, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return { block: { kind: 'list', items: items.map(spansOf) } as const, used: taken.length }
}

function paragraphAt(lines: readonly string[], at: number) {
  const taken = takenWhile(
    lines,
    at,
    (line, index) =>
      index === at || (line.trim() !== '' && !/^(#{1,6}\s|```)/.test(line) && !isRow(line) && !isItem(line)),
  )
  return {
    block: { kind: 'paragraph', spans: spansOf(taken.map((line) => line.trim()).join(' ')) } as const,
    used: taken.length,
  }
}

function takenWhile(
  lines: readonly string[],
  at: number,
  goesOn: (line: string, index: number) => boolean,
): readonly string[] {
  let end = at
  while (end < lines.length && goesOn(lines[end] ?? '', end)) end += 1
  return lines.slice(at, end)
}

/** Strong and code; a mark that is not closed stands for itself. */
export function spansOf(text: string): readonly Span[] {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((piece) => piece !== '')
    .map((piece): Span => {
      if (/^\*\*[^*]+\*\*$/.test(piece)) return { kind: 'strong', text: piece.slice(2, -2) }
      if (/^`[^`]+`$/.test(piece)) return { kind: 'code', text: piece.slice(1, -1) }
      return { kind: 'text', text: piece }
    })
}
