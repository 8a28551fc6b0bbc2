/** The id one step below or above another in a list; undefined at the ends. An id that is not listed counts as before the first. */
export function neighbour(
  rows: readonly { readonly id: string }[],
  id: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = rows.findIndex((row) => row.id === id)
  return rows[at + step]?.id
}
