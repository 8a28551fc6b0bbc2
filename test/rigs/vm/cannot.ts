/** The machine cannot be made or started here: one sentence that names what is missing and what to do. */
export class Cannot extends Error {
  override readonly name = 'Cannot'
}
