export function HealthScreen(_: { id?: string | undefined }) {
  return <p>…</p>
}
