export function HistoryScreen(_: { id?: string | undefined }) {
  return <p>…</p>
}
