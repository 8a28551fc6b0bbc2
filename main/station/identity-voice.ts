import type { FastifyBaseLogger } from 'fastify'
import type { Signature, Signer } from '../../models/telling/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference, LikenessWord } from '../kernel/finding.ts'
import type { CameraRole, Frame } from '../kernel/frame.ts'
import type { Examiner, TakenFrame } from './examine.ts'
import type { KnownSignatures, Told } from './identity-known.ts'
import { tellsAnyway, toldBy } from './identity-views.ts'

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
/** Of them kept for comparing the views that are signed by then, where another is late. */
const comparingMs = 40
/** Milliseconds a signature may take in all; nobody waits for it that long. */
const signMs = 2_000
/** Milliseconds a photograph waits for the memory to cut its item out, which takes it 25, and 150 on a busy machine; longer while it learns. */
const seenMs = 300

/** An examiner whose answer also says whether the item looks like another SKU that is known here; it never rejects for it. */
export function withLikeness(examiner: Examiner, ports: TellingPorts): Examiner {
  const { clock, known, log } = ports
  const signing = signingOf(examiner, ports)
  return {
    ...examiner,
    warm(sku, taken) {
      examiner.warm(sku, taken)
      if (taken && tellsAnyway(taken.frame.role) && known.knows(sku)) void signedAhead(signing, sku, taken)
    },
    examine: async (frames, sku, deadlineMs) => {
      const until = clock.ticks() + deadlineMs
      const asked = sku !== undefined && known.knows(sku) ? comparing(frames, sku, ports, signing) : undefined
      const examined = await examiner.examine(frames, sku, deadlineMs)
      const { inference } = examined
      if (sku === undefined || !asked || inference.status !== 'done') return examined
      const limit = Math.min(until, clock.ticks() + lateMs)
      const word = await told(asked, limit, ports).catch((thrown: unknown) => {
        log.warn({ err: asFault(thrown) }, 'the item was not compared with other SKUs')
        return undefined
      })
      return word
        ? { ...examined, inference: { ...inference, likeness: word } satisfies Inference }
        : examined
    },
  }
}

/** What fails, or is of a poor photograph, is nobody's business yet. */
async function signedAhead(signing: Signing, sku: string, { frame, good }: TakenFrame): Promise<void> {
  if (await good) await signing(frame, sku).catch(() => {})
}

type Signing = (frame: Frame, sku: string) => Promise<Signature | undefined>

/** Signs each photograph once, however often it is asked for: as the memory cut its item out, else as it is. */
function signingOf(
  examiner: Pick<Examiner, 'seen'>,
  { signer, clock }: Pick<TellingPorts, 'signer' | 'clock'>,
): Signing {
  const begun = new WeakMap<Frame, Promise<Signature | undefined>>()
  const signed = async (frame: Frame, sku: string) => {
    const view = await within(examiner.seen(frame, sku), clock, seenMs).catch(() => undefined)
    return signer.sign(view ?? { photo: frame.bytes }, signMs)
  }
  return (frame, sku) => {
    const signature = begun.get(frame) ?? signed(frame, sku)
    begun.set(frame, signature)
    return signature
  }
}

/** When all views it is told by are signed, what they say then, and what those signed so far say. */
interface Comparing {
  readonly all: Promise<unknown>
  readonly said: Promise<Told | undefined>
  again(): Promise<Told | undefined>
}

/** Compares an item as soon as all its views are signed, while the eyes still look. */
function comparing(
  frames: readonly Frame[],
  sku: string,
  { known }: TellingPorts,
  signing: Signing,
): Comparing {
  const signed = new Map<CameraRole, Signature>()
  const all = Promise.all(
    toldBy(frames).map(async (frame) => {
      const signature = await signing(frame, sku)
      if (signature?.whole.length) signed.set(frame.role, signature)
    }),
  )
  const again = () => known.tell(new Map(signed), sku)
  const said = all.then(again)
  // told where it is waited for
  for (const each of [all, said]) each.catch(() => {})
  return { all, said, again }
}

/** What all views say, or those that are signed when most of the time is over. */
async function told(
  { all, said, again }: Comparing,
  limit: number,
  { signer, clock, titleOf }: TellingPorts,
): Promise<LikenessWord | undefined> {
  const signed = await within(
    all.then(() => true),
    clock,
    limit - clock.ticks() - comparingMs,
  )
  const word = await within(signed ? said : again(), clock, limit - clock.ticks())
  const state = signer.state()
  return word && state.kind === 'ready' ? wordOf(word, state.model, titleOf) : undefined
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
