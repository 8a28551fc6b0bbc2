// The process that makes signatures. The station forks it: node signer-process.ts FOLDER-OR-MANIFEST
import sharp from 'sharp'
import { endProcess } from '../../main/kernel/end-process.ts'
import { viewOf } from '../memory/photograph.ts'
import { hatchFd } from '../onnx/hatch.ts'
import { openIdentity } from '../onnx/identity.ts'
import { openSession } from '../onnx/session.ts'
import { openFind } from './find.ts'
import { fetched } from './laid-view.ts'
import type { FromSigner, SentView, ToSigner } from './messages.ts'
import type { Signature } from './port.ts'
import { madeBy, nothing, signatureOf } from './signature.ts'

const [place = ''] = process.argv.slice(2)
const tell = (message: FromSigner) => process.send?.(message)

// a station that is gone leaves nobody to sign for
process.on('disconnect', () => endProcess())
sharp.cache(false)
sharp.concurrency(1)

const identity = await openIdentity(place, openSession)
const find = await openFind(identity.kind === 'ready' ? identity : {}, openSession)
/** What is asked is done one after another: two at once would only both be later. */
let turn: Promise<void> = Promise.resolve()

process.on('message', (asked: ToSigner) => {
  turn = turn.then(async () => void tell(await answerTo(asked)))
})
tell({ kind: 'state', state: stateNow() })

function stateNow() {
  if (identity.kind === 'none')
    return { kind: 'absent', detail: 'No model that tells products apart is named.' } as const
  if (identity.kind !== 'ready') return identity
  const { model, sha256, places } = identity
  return { kind: 'ready', model, sha256, made: madeBy(identity), share: places?.share ?? 0 } as const
}

async function answerTo(asked: ToSigner): Promise<FromSigner> {
  const { id } = asked
  if (asked.kind === 'sign')
    return { kind: 'signed', id, signature: await signed(asked.shown).catch(() => nothing) }
  const found = await find(asked.places, asked.groups).catch(() => undefined)
  return { kind: 'found', id, found }
}

async function signed(sent: SentView): Promise<Signature> {
  if (identity.kind !== 'ready') return nothing
  const shown = fetched(sent, hatchFd)
  const view = 'photo' in shown ? await viewOf(shown) : shown
  return typeof view === 'string' ? nothing : signatureOf(view, identity)
}
