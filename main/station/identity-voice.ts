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
      const asked =
        sku !== undefined && known.knows(sku)
          ? told(frames, sku, { ...ports, signing }).catch((thrown: unknown) => {
              log.warn({ err: asFault(thrown) }, 'the item was not compared with other SKUs')
              return undefined
            })
          : undefined
      const examined = await examiner.examine(frames, sku, deadlineMs)
      const { inference } = examined
      if (!asked || inference.status !== 'done') return examined
      const word = await within(asked, clock, Math.min(lateMs, until - clock.ticks()))
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

async function told(
  frames: readonly Frame[],
  sku: string,
  { signer, known, titleOf, signing }: TellingPorts & { readonly signing: Signing },
): Promise<LikenessWord | undefined> {
  const signed = new Map<CameraRole, Signature>()
  const all = await Promise.all(frames.map(async (frame) => [frame.role, await signing(frame)] as const))
  for (const [role, signature] of all) if (signature?.length) signed.set(role, signature)
  const said = await known.tell(signed, sku)
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
