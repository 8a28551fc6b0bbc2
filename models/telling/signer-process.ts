// The process that makes signatures. The station forks it: node signer-process.ts FOLDER-OR-MANIFEST
import sharp from 'sharp'
import { viewOf } from '../memory/photograph.ts'
import { openIdentity } from '../onnx/identity.ts'
import { openSession } from '../onnx/session.ts'
import type { FromSigner, ToSigner } from './messages.ts'
import type { Signature } from './port.ts'
import { madeBy, signatureOf } from './signature.ts'

const [place = ''] = process.argv.slice(2)
/** Of a photograph that shows no single item. */
const nothing = new Float32Array()
const tell = (message: FromSigner) => process.send?.(message)

// a station that is gone leaves nobody to sign for
process.on('disconnect', () => process.exit(0))
sharp.cache(false)
sharp.concurrency(1)

const identity = await openIdentity(place, openSession)
/** Photographs are signed one after another: two at once would only both be later. */
let turn: Promise<void> = Promise.resolve()

process.on('message', ({ id, photo }: ToSigner) => {
  turn = turn.then(async () => {
    tell({ kind: 'signed', id, signature: await signed(photo).catch(() => nothing) })
  })
})
tell({ kind: 'state', state: stateNow() })

function stateNow() {
  if (identity.kind === 'none')
    return { kind: 'absent', detail: 'No model that tells products apart is named.' } as const
  if (identity.kind !== 'ready') return identity
  const { model, sha256 } = identity
  return { kind: 'ready', model, sha256, made: madeBy(identity) } as const
}

async function signed(photo: Uint8Array): Promise<Signature> {
  if (identity.kind !== 'ready') return nothing
  const view = await viewOf({ photo })
  return typeof view === 'string' ? nothing : signatureOf(view, identity)
}
