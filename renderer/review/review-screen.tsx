export function ReviewScreen(_: { id?: string | undefined }) {
  return <p>…</p>
}
