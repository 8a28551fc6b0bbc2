import type { ReasonView } from '../../main/api/views.ts'

/** One branch of the reason codes: `damage.box_torn` stands under `damage`. A code without a dot is a branch of its own. */
export interface ReasonBranch {
  readonly name: string
  readonly codes: readonly string[]
}

/** Groups the policy's reason codes by what stands before their first dot, in the policy's order. */
export function reasonTree(codes: readonly string[]): readonly ReasonBranch[] {
  const branches = new Map<string, string[]>()
  for (const code of codes) {
    const name = code.includes('.') ? code.slice(0, code.indexOf('.')) : code
    branches.set(name, [...(branches.get(name) ?? []), code])
  }
  return [...branches].map(([name, members]) => ({ name, codes: members }))
}

/** The policy's own words for a reason, or for a part that reasons are of. */
export function ownWords(name: string, reasons: readonly ReasonView[]): ReasonView['texts'] | undefined {
  const reason = reasons.find(({ code }) => code === name)
  return reason?.texts ?? reasons.find(({ code }) => code.startsWith(`${name}.`))?.part
}
