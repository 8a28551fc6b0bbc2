import css from './markdown.module.css'
import { type Block, blocksOf, type Span } from './markdown.ts'

/** A model card as elements of the page: headings, paragraphs, lists, tables. */
export function MarkdownView({ text }: { text: string }) {
  return (
    <div className={css.card}>
      {blocksOf(text).map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level} spans={block.spans} />
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      )
    case 'list':
      return (
        <ul className={css.list}>
          {block.items.map((item, at) => (
            <li key={at}>
              <Spans spans={item} />
            </li>
          ))}
        </ul>
      )
    case 'code':
      return <pre className={css.code}>{block.text}</pre>
    case 'table':
      return <Table block={block} />
  }
}

/** The dialog's own title is above them, so a card's headings begin one step lower. */
function Heading({ level, spans }: { level: number; spans: readonly Span[] }) {
  const Tag = level === 1 ? 'h3' : level === 2 ? 'h4' : 'h5'
  return (
    <Tag>
      <Spans spans={spans} />
    </Tag>
  )
}

function Table({ block: { head, rows } }: { block: Extract<Block, { kind: 'table' }> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <div className={css.wide} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {head.map((cell, at) =>
              // A header without a word names nothing: to a reader of the page it is a plain cell.
              cell.length === 0 ? (
                <td key={at} />
              ) : (
                <th key={at} scope="col">
                  <Spans spans={cell} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Spans spans={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map(({ kind, text }, at) => {
    if (kind === 'strong') return <strong key={at}>{text}</strong>
    return kind === 'code' ? <code key={at}>{text}</code> : <span key={at}>{text}</span>
  })
}
