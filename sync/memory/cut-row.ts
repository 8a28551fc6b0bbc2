/** A row of a photograph, whose cut is null where none was kept. */
export type CutRow<T> = Omit<T, 'cut'> & { readonly cut: Uint8Array | null }

/** The row without a cut that is not there. */
export function cutIfAny<T extends { readonly cut?: Uint8Array }>({ cut, ...rest }: CutRow<T>) {
  return { ...rest, ...(cut ? { cut } : {}) }
}
