import type { FastifyBaseLogger } from 'fastify'
import type { Signature, Signer } from '../../models/telling/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference, LikenessWord } from '../kernel/finding.ts'
import type { CameraRole, Frame } from '../kernel/frame.ts'
import type { Examiner } from './examine.ts'
import type { KnownSignatures, Told } from './identity-known.ts'

export interface TellingPorts {
  readonly signer: Pick<Signer, 'state' | 'sign'>
  readonly known: Pick<KnownSignatures, 'knows' | 'tell'>
  readonly clock: Clock
  readonly log: Pick<FastifyBaseLogger, 'warn'>
  /** A SKU's title; empty where nobody knows it. */
  titleOf(sku: string): string
}

/** Milliseconds the answer may come after the eyes' own; what is later is left out of the record. */
const lateMs = 60
/** Of them kept for comparing. */
const comparingMs = 20
/** Milliseconds a signature may take in all; nobody waits for it that long. */
const signMs = 2_000

/** An examiner whose answer also says whether the item looks like another SKU that is known here; it never rejects for it. */
export function withLikeness(examiner: Examiner, ports: TellingPorts): Examiner {
  const { clock, known, log } = ports
  const signing = signingOf(ports)
  return {
    ...examiner,
    warm(sku, frame) {
      examiner.warm(sku, frame)
      if (frame && known.knows(sku)) void signing(frame)
    },
    examine: async (frames, sku, deadlineMs) => {
      const until = clock.ticks() + deadlineMs
      const asked = sku !== undefined && known.knows(sku) ? signedOf(frames, signing) : undefined
      const examined = await examiner.examine(frames, sku, deadlineMs)
      const { inference } = examined
      if (sku === undefined || !asked || inference.status !== 'done') return examined
      const limit = Math.min(until, clock.ticks() + lateMs)
      const word = await told(asked, { sku, limit }, ports).catch((thrown: unknown) => {
        log.warn({ err: asFault(thrown) }, 'the item was not compared with other SKUs')
        return undefined
      })
      return word
        ? { ...examined, inference: { ...inference, likeness: word } satisfies Inference }
        : examined
    },
  }
}

type Signing = (frame: Frame) => Promise<Signature | undefined>

/** Signs each photograph once, however often it is asked for. */
function signingOf({ signer }: Pick<TellingPorts, 'signer'>): Signing {
  const begun = new WeakMap<Frame, Promise<Signature | undefined>>()
  return (frame) => {
    const signature = begun.get(frame) ?? signer.sign(frame.bytes, signMs)
    begun.set(frame, signature)
    return signature
  }
}

/** The views signed so far, and when all are. */
interface Views {
  readonly signed: ReadonlyMap<CameraRole, Signature>
  readonly all: Promise<unknown>
}

function signedOf(frames: readonly Frame[], signing: Signing): Views {
  const signed = new Map<CameraRole, Signature>()
  const all = Promise.all(
    frames.map(async (frame) => {
      const signature = await signing(frame)
      if (signature?.length) signed.set(frame.role, signature)
    }),
  )
  // told where it is waited for
  all.catch(() => {})
  return { signed, all }
}

/** Compares the views that are signed when most of the time is over; a view that is late is not waited for. */
async function told(
  { signed, all }: Views,
  { sku, limit }: { readonly sku: string; readonly limit: number },
  { signer, known, clock, titleOf }: TellingPorts,
): Promise<LikenessWord | undefined> {
  await within(all, clock, limit - clock.ticks() - comparingMs)
  const said = await within(known.tell(new Map(signed), sku), clock, limit - clock.ticks())
  const state = signer.state()
  return said && state.kind === 'ready' ? wordOf(said, state.model, titleOf) : undefined
}

/** Too few units say nothing at all. */
export function wordOf(
  { nearest, promise, others }: Told,
  model: string,
  titleOf: TellingPorts['titleOf'],
): LikenessWord | undefined {
  if (promise.may === 'nothing') return undefined
  const { sku, own, other } = nearest
  const { guess, high } = promise.falseAlarms
  return {
    says: promise.may,
    doubted: other > own && other - own > promise.threshold,
    ...{ sku, title: titleOf(sku), own, other, others, units: promise.units, model },
    falseAlarms: { guess, high },
  }
}

/** What a promise gives in time, else undefined. */
async function within<T>(promise: Promise<T>, clock: Clock, ms: number): Promise<T | undefined> {
  const done = new AbortController()
  const late = clock.sleep(Math.max(0, ms), done.signal).then(() => undefined)
  try {
    return await Promise.race([promise, late])
  } finally {
    done.abort()
  }
}
