/** A node of a parsed source: what else it holds depends on its type. */
export interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/** Every node of a parsed source, from the outside in. */
export function* nodesIn(thing: unknown): Generator<Node> {
  if (Array.isArray(thing)) for (const each of thing) yield* nodesIn(each)
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) return
  if ('type' in thing && typeof thing.type === 'string') yield thing as Node
  for (const child of Object.values(thing)) yield* nodesIn(child)
}
