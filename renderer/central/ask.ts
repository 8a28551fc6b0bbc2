import { faultOf, type ShownFault } from '../kit/fault-of.ts'

/** Central lets this machine read without a key; from elsewhere the reports key is asked for, and kept for this tab only. */
const keyName = 'regrade.central-key'

export function keepKey(key: string): void {
  sessionStorage.setItem(keyName, key.trim())
}

async function asked(path: string, signal?: AbortSignal): Promise<Response> {
  const key = sessionStorage.getItem(keyName)
  const answer = await fetch(path, {
    headers: key ? { authorization: `Bearer ${key}` } : {},
    ...(signal ? { signal } : {}),
  })
  // A refusal's body names a fault, as faultOf reads it.
  if (!answer.ok) throw await answer.json()
  return answer
}

/** Whatever asking central threw, as a fault: where nothing came back it is central that is not there. */
export function centralFault(error: unknown): ShownFault {
  const found = faultOf(error)
  return found.code === 'STATION_LOST' ? { ...found, code: 'CENTRAL_LOST' } : found
}

/** A JSON answer of central; throws the refusal's body. The shape is the caller's to know: central checks it before sending. */
export async function askJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await asked(path, signal)).json() as Promise<T>
}

/** A photograph or a file of central, fetched rather than linked because a link carries no key. */
export async function askBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  return (await asked(path, signal)).blob()
}

/** Fetches a file and hands it to the person as a download. */
export async function download(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await askBlob(path))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
