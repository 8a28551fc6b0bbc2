import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import { type Node, nodesIn } from './syntax.ts'

const root = resolve(import.meta.dirname, '../../../renderer')
/** Attributes whose value a person reads or hears. */
const spoken = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title', 'summary'])
const letters = /\p{L}/u

/** Texts an expression can come out as, without looking into calls: there they are keys. */
function textsOf(node: Node | null | undefined): string[] {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node?.type === 'JSXText') return [String(node.value).trim()]
  if (node?.type === 'JSXExpressionContainer') return textsOf(node.expression as Node)
  if (node?.type === 'ConditionalExpression')
    return [...textsOf(node.consequent as Node), ...textsOf(node.alternate as Node)]
  if (node?.type === 'LogicalExpression')
    return [...textsOf(node.left as Node), ...textsOf(node.right as Node)]
  if (node?.type === 'TemplateLiteral')
    return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw)
  return []
}

function literalsIn(node: Node): string[] {
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    return (node.children as Node[]).flatMap(textsOf).filter((text) => letters.test(text))
  if (node.type !== 'JSXAttribute' || !spoken.has(String((node.name as Node).name))) return []
  const said = textsOf(node.value as Node | null).filter((text) => letters.test(text))
  return said.map((text) => `${(node.name as Node).name}=${text}`)
}

/** Texts that stand in a TSX source instead of a locale file. */
function literals(file: string, text: string): string[] {
  const { program } = parseSync(file, text)
  return [...nodesIn(program)].flatMap(literalsIn)
}

it('[LC3] no screen has text of its own', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  )
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap((file) =>
    literals(file, readFileSync(join(root, file), 'utf8')).map((text) => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})

it('[LC3] a planted text is seen', () => {
  const planted =
    'export const A = () => <p title="Hello"><b aria-label={x ? t("a.b") : "Ja"}>Welt</b>{"là"}{`a$' +
    '{b}`}{c && "d"}{t("k")}</p>'
  expect(literals('a.tsx', planted).sort()).toEqual(['Welt', 'a', 'aria-label=Ja', 'd', 'là', 'title=Hello'])
})
