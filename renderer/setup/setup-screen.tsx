export function SetupScreen(_: { id?: string | undefined }) {
  return <p>…</p>
}
