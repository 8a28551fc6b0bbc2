/** Whether the label of an item is void: somebody voided it, and nobody has decided the item since. Oldest word first. */
export function isVoided(said: readonly { readonly kind: string }[]): boolean {
  return said.findLast(({ kind }) => kind !== 'reprinted')?.kind === 'voided'
}
