import { join } from 'node:path'
import pino from 'pino'
import { describe, expect, it, vi } from 'vitest'
import type { Inference, LikenessWord } from '../../../main/kernel/finding.ts'
import type { CameraRole, Frame } from '../../../main/kernel/frame.ts'
import type { Examiner } from '../../../main/station/examine.ts'
import { auditDoubt } from '../../../main/station/identity-audit.ts'
import { KnownSignatures } from '../../../main/station/identity-known.ts'
import { openIdentityParts } from '../../../main/station/identity-parts.ts'
import { signOne, startSigningUnits } from '../../../main/station/identity-renew.ts'
import { FollowedSigner } from '../../../main/station/identity-signer.ts'
import { withLikeness } from '../../../main/station/identity-voice.ts'
import { systemClock as clock } from '../../../main/station/system.ts'
import type { Signer, SignerState } from '../../../models/telling/port.ts'
import { openSignatures } from '../../../sync/memory/signatures.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { recordOf } from '../../rigs/records.ts'
import { taken } from '../../rigs/taken.ts'
import { until } from '../../rigs/until.ts'

const log = pino({ enabled: false })
const ready = (model = 'names@1.0.0'): SignerState => ({
  ...{ kind: 'ready', model, sha256: '', made: model },
  share: 0.5,
})

interface Rig {
  state?: SignerState
  slowMs?: number
  broken?: boolean
  /** Whether its pack knows places, and whether finding them takes too long. */
  places?: boolean
  late?: boolean
}

/** The first byte of a photograph, or of a view. */
function firstOf(shown: Parameters<Signer['sign']>[0]): number {
  return ('photo' in shown ? shown.photo : shown.raster.pixels)[0]!
}

/** A signer for which a photograph's first byte is the angle of its signature; slower than `slowMs` where wished. */
function signerOf(rig: Rig = {}) {
  const signed: number[] = []
  const searched: number[] = []
  const signer: Signer = {
    state: () => rig.state ?? ready(),
    async sign(shown) {
      const byte = firstOf(shown)
      signed.push(byte)
      if (rig.slowMs) await clock.sleep(rig.slowMs)
      if (rig.broken) throw new Error('broken')
      const angle = (byte * Math.PI) / 180
      const whole = byte === 255 ? new Float32Array() : Float32Array.of(Math.cos(angle), Math.sin(angle))
      return { whole, places: rig.places ? Int8Array.of(byte) : new Int8Array() }
    },
    // a place is found by how near the numbers are; the rig's own word on whether there is time
    async found(places, groups) {
      searched.push(groups.length)
      if (rig.late) return undefined
      return groups.map((group) => -Math.min(...group.map((each) => Math.abs(each[0]! - places[0]!))) / 100)
    },
    close: async () => {},
  }
  return { signer, signed, searched, rig }
}

it('[IT7] nothing is started while no whole unit is kept, and the first one taught starts it', async () => {
  const folder = freshFolder()
  const file = join(folder, 'memory.db')
  const shelf = {
    shipped: join(import.meta.dirname, '../../../models/weights'),
    installed: join(folder, 'models'),
  }
  const parts = openIdentityParts({ file, shelf, clock, log, titleOf: () => '' })
  const units = openUnits(file)
  try {
    expect(parts.state()).toEqual({ kind: 'absent', detail: '' })
    await parts.follow()
    expect(parts.state().kind).toBe('absent')
    const view = { role: 'top' as const, photo: Uint8Array.of(1), bank: 'classic-3', cells: new Uint8Array() }
    units.keep({ id: 'u1', sku: 'A', by: 'ada', at: 1, views: [view] })
    await parts.follow()
    expect(parts.state().kind).toBe('starting')
    const state = await until(
      () => parts.state(),
      ({ kind }) => kind !== 'starting',
      'a signer that has loaded',
    )
    expect(state).toMatchObject({ kind: 'ready', model: expect.stringContaining('dock-identity@') })
  } finally {
    units.close()
    await parts.close()
  }
})

const done: Inference = {
  ...{ status: 'done', findings: [], category: [], model: 'eye@1' },
  timings: { decodeMs: 1, runMs: 1 },
}
const examinerOf = (inference: Inference, seen: Examiner['seen'] = async () => undefined): Examiner => ({
  warm: () => {},
  seen,
  compares: () => false,
  examine: async () => ({ inference, alone: inference }),
})
const frame = (angle: number, role: CameraRole = 'top'): Frame => ({
  ...{ role, bytes: Uint8Array.of(angle), mediaType: 'image/jpeg', device: role, takenAt: 1 },
})

/** Units of two SKUs, the first around 0 degrees, the second around 90. */
async function bench({ units = 5, others = 2, places = false } = {}) {
  const file = `${freshFolder()}/memory.db`
  const store = openUnits(file)
  const keep = (sku: string, n: number, angle: number) =>
    store.keep({
      ...{ id: `${sku} ${n}`, sku, by: 'ada', at: n },
      views: [{ role: 'top', photo: Uint8Array.of(angle), bank: '', cells: new Uint8Array() }],
    })
  for (let n = 0; n < units; n++) keep('A', n, n)
  for (let n = 0; n < others; n++) keep('B', n, 90 + n)
  const signatures = openSignatures(file)
  const rig = signerOf({ places })
  const known = new KnownSignatures(signatures, rig.signer)
  while (await signOne({ store: signatures, signer: rig.signer }));
  await known.refresh(ready().kind === 'ready' ? 'names@1.0.0' : '')
  return { store, keep, signatures, known, ...rig }
}

function voiced(
  known: KnownSignatures,
  signer: Signer,
  {
    inference = done,
    warn = () => {},
    seen,
  }: { inference?: Inference; warn?: () => void; seen?: Examiner['seen'] } = {},
) {
  const titleOf = (sku: string) => (sku === 'B' ? 'The other' : '')
  return withLikeness(examinerOf(inference, seen), { signer, known, clock, log: { warn }, titleOf })
}
const wordIn = ({ inference }: { inference: Inference }): LikenessWord | undefined =>
  inference.status === 'done' ? inference.likeness : undefined

describe('an item beside other SKUs', () => {
  it('[IT2] nearer to another by more than any own unit is doubted, by name; its own is not', async () => {
    const { known, signer } = await bench()
    const examiner = voiced(known, signer)
    const wrong = wordIn(await examiner.examine([frame(85)], 'A', 1_000))
    expect(wrong).toMatchObject({
      ...{ says: 'hint', doubted: true, sku: 'B', title: 'The other', units: 5, others: 1 },
      ...{ model: 'names@1.0.0', falseAlarms: { guess: 1 / 6 } },
    })
    expect(wrong!.other).toBeGreaterThan(wrong!.own)
    expect(wordIn(await examiner.examine([frame(7)], 'A', 1_000))).toMatchObject({ doubted: false })
  })

  it('[IT2] sixteen units make it count, under four nothing is said, and neither is of an unknown SKU', async () => {
    const many = await bench({ units: 16 })
    expect(wordIn(await voiced(many.known, many.signer).examine([frame(85)], 'A', 1_000))).toMatchObject({
      says: 'verdict',
      doubted: true,
      units: 16,
    })
    const few = await bench({ units: 3 })
    const examiner = voiced(few.known, few.signer)
    expect(wordIn(await examiner.examine([frame(85)], 'A', 1_000))).toBeUndefined()
    const asked = few.signed.length
    for (const sku of ['nobody', undefined])
      expect(wordIn(await examiner.examine([frame(85)], sku, 1_000))).toBeUndefined()
    expect(few.signed).toHaveLength(asked)
  })

  it('[IT1] it is asked as soon as a photograph is good, and each photograph once', async () => {
    const { known, signer, signed } = await bench()
    const examiner = voiced(known, signer)
    const good = frame(85)
    const before = signed.length
    examiner.warm('A', taken(good))
    examiner.warm('A')
    await vi.waitFor(() => expect(signed).toHaveLength(before + 1))
    expect(wordIn(await examiner.examine([good], 'A', 1_000))).toMatchObject({ doubted: true })
    expect(signed).toHaveLength(before + 1)
    const measured = Promise.withResolvers<boolean>()
    examiner.warm('A', taken(frame(86), measured.promise))
    examiner.warm('A', taken(frame(87), false))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(signed).toHaveLength(before + 1)
    measured.resolve(true)
    await vi.waitFor(() => expect(signed.slice(before + 1)).toEqual([86]))
  })

  it('[IT1] what is late, fails, or shows nothing leaves the eyes’ answer as it was, in time', async () => {
    const { known } = await bench()
    const from = clock.ticks()
    const slow = signerOf({ slowMs: 3_000 })
    expect(await voiced(known, slow.signer).examine([frame(85)], 'A', 1_000)).toEqual({
      inference: done,
      alone: done,
    })
    expect(clock.ticks() - from).toBeLessThan(1_000)
    let warned = 0
    const broken = signerOf({ broken: true })
    const heard = voiced(known, broken.signer, { warn: () => void warned++ })
    expect(wordIn(await heard.examine([frame(85)], 'A', 1_000))).toBeUndefined()
    expect(warned).toBe(1)
    const { signer } = signerOf()
    expect(wordIn(await voiced(known, signer).examine([frame(255)], 'A', 1_000))).toBeUndefined()
    const unsure: Inference = { status: 'unsure', why: 'no_model', detail: '' }
    expect(
      (await voiced(known, signer, { inference: unsure }).examine([frame(85)], 'A', 1_000)).inference,
    ).toBe(unsure)
  })
})

it('[IT8] an item is told by two views, the top and the front first, and no other is signed before it is needed', async () => {
  const { known, signer, signed } = await bench()
  const examiner = voiced(known, signer)
  const before = signed.length
  const frames = (['label', 'left', 'top', 'front'] as const).map((role, at) => frame(80 + at, role))
  for (const each of frames) examiner.warm('A', taken(each))
  await vi.waitFor(() => expect(signed.slice(before)).toEqual([82, 83]))
  expect(wordIn(await examiner.examine(frames, 'A', 1_000))).toMatchObject({ doubted: true })
  expect(signed.slice(before)).toEqual([82, 83])
  await examiner.examine([frame(80, 'label'), frame(81, 'left'), frame(82)], 'A', 1_000)
  expect(signed.slice(before)).toEqual([82, 83, 82, 81])
})

describe('places', () => {
  it('[TP5] [IT2] are looked for in the nearest units of its own SKU and of the others, and count beside the wholes', async () => {
    const { known, searched } = await bench({ places: true })
    // wholes alone lie nearer to its own SKU; its places are those of the other's first unit
    const item = new Map([
      ['top', { whole: Float32Array.of(Math.cos(0.7), Math.sin(0.7)), places: Int8Array.of(90) }],
    ] as const)
    const told = await known.tell(item, 'A')
    expect(told!.nearest.other).toBeGreaterThan(told!.nearest.own)
    expect(told!.nearest.own).toBeCloseTo((Math.cos(0.7 - (4 * Math.PI) / 180) - 0.86) / 2, 5)
    expect(searched.every((groups) => groups === 2)).toBe(true)
  })

  it('[IT1] [TP6] that cannot be found in time leave no word, and a promise is learnt when they can', async () => {
    const { known, rig, signer } = await bench({ places: true })
    rig.late = true
    const examiner = voiced(known, signer)
    expect(wordIn(await examiner.examine([frame(85)], 'A', 1_000))).toBeUndefined()
    expect(await known.renewOne()).toBe(false)
    rig.late = false
    expect(wordIn(await examiner.examine([frame(85)], 'A', 1_000))).toMatchObject({ doubted: true, units: 5 })
  })

  it('[TP6] [IT3] what a SKU promises is found while the lane is idle, and anew when its units or the SKUs change', async () => {
    const { known, searched, keep, signatures, signer } = await bench({ places: true })
    const renewed = async () => {
      let count = 0
      while (await known.renewOne()) count++
      return count
    }
    expect(await renewed()).toBe(2)
    const asked = searched.length
    await known.tell((await itemAt(85, signer))!, 'A')
    // the item alone: the promise is there
    expect(searched.length).toBe(asked + 1)
    expect(await renewed()).toBe(0)
    keep('A', 9, 3)
    while (await signOne({ store: signatures, signer }));
    await known.refresh('names@1.0.0')
    expect(await renewed()).toBe(1)
    keep('C', 1, 45)
    while (await signOne({ store: signatures, signer }));
    await known.refresh('names@1.0.0')
    expect(await renewed()).toBe(3)
  })
})

async function itemAt(angle: number, signer: Signer) {
  const signature = await signer.sign({ photo: Uint8Array.of(angle) }, 1_000)
  return signature && new Map([['top' as const, signature]])
}

describe('[IT9] a photograph that the memory lays over whole units', () => {
  const viewAt = (angle: number) => ({ raster: { width: 1, height: 1, pixels: Uint8Array.of(angle, 0, 0) } })

  it('is signed as the memory cut it out, once, and says what the photograph says', async () => {
    const { known, signer } = await bench()
    const sign = vi.fn(signer.sign)
    const good = frame(85)
    const seen = vi.fn<Examiner['seen']>(async () => viewAt(85))
    const examiner = voiced(known, { ...signer, sign }, { seen })
    examiner.warm('A', taken(good))
    const word = wordIn(await examiner.examine([good], 'A', 1_000))
    expect(sign.mock.calls.map(([shown]) => shown)).toEqual([viewAt(85)])
    expect(seen.mock.calls).toEqual([[good, 'A']])
    expect(word).toMatchObject({ doubted: true, sku: 'B' })
    expect(word).toEqual(wordIn(await voiced(known, signer).examine([frame(85)], 'A', 1_000)))
  })

  it('is signed itself where there is no such view, it cannot be told, or takes too long', async () => {
    const { known, signer, signed } = await bench()
    const before = signed.length
    const ways: readonly Examiner['seen'][] = [
      async () => undefined,
      () => Promise.reject(new Error('the thread of the memory ended')),
      () => new Promise(() => {}),
    ]
    for (const [at, seen] of ways.entries()) {
      const examiner = voiced(known, signer, { seen })
      const good = frame(83 + at)
      examiner.warm('A', taken(good))
      await vi.waitFor(() => expect(signed.slice(before)).toHaveLength(at + 1), 10_000)
      expect(wordIn(await examiner.examine([good], 'A', 1_000))).toMatchObject({ doubted: true })
    }
    expect(signed.slice(before)).toEqual([83, 84, 85])
  })
})

it('[IT1] a view that is late is left out, and the others still tell', async () => {
  const { known, signer } = await bench()
  const late = Promise.withResolvers<undefined>()
  const halting: Signer = {
    ...signer,
    sign: (shown, ms) => (firstOf(shown) === 1 ? late.promise : signer.sign(shown, ms)),
  }
  const frames = [frame(85), frame(1, 'left')]
  const word = wordIn(await voiced(known, halting).examine(frames, 'A', 1_000))
  expect(word).toMatchObject({ doubted: true, sku: 'B' })
  late.resolve(undefined)
})

describe('signatures of whole units', () => {
  it('[IT3] each view is signed while the lane is idle, and anew by another pack', async () => {
    const { signatures, keep } = await bench({ units: 0, others: 0 })
    keep('A', 1, 3)
    const rig = { state: ready() }
    const { signer, signed } = signerOf(rig)
    let idle = false
    let followed = 0
    const known = new KnownSignatures(signatures, signer)
    const ports = { store: signatures, signer, known, log, follow: async () => void followed++ }
    const quick = { ...clock, sleep: (_ms: number, signal?: AbortSignal) => clock.sleep(5, signal) }
    const stop = startSigningUnits({ ...ports, clock: quick, idle: () => idle })
    await until(
      () => followed,
      (count) => count > 3,
      'some rounds',
    )
    expect(signed).toEqual([])
    idle = true
    await until(
      () => signatures.ofSku('A', 'names@1.0.0'),
      (found) => found.length === 1,
      'a signature',
    )
    rig.state = ready('names@2.0.0')
    await until(
      () => signatures.ofSku('A', 'names@2.0.0'),
      (found) => found.length === 1,
      'a new one',
    )
    await stop()
    expect(signed).toEqual([3, 3])
  })

  it('[IT3] a unit that the empty stage cut out is signed with its own cut', async () => {
    const { signatures, store } = await bench({ units: 0, others: 0 })
    const [photo, cut] = [Uint8Array.of(3), Uint8Array.of(9)]
    const view = { role: 'top' as const, photo, cut, bank: '', cells: new Uint8Array() }
    store.keep({ id: 'A 1', sku: 'A', by: 'ada', at: 1, views: [view] })
    const { signer } = signerOf()
    const sign = vi.fn(signer.sign)
    expect(await signOne({ store: signatures, signer: { ...signer, sign } })).toBe(true)
    expect(sign.mock.calls[0]![0]).toMatchObject({ photo: Buffer.from(photo), cut: Buffer.from(cut) })
  })

  it('[IT3] one that could not be made in time is tried again; one of nothing is kept as such', async () => {
    const { signatures, keep } = await bench({ units: 0, others: 0 })
    keep('A', 1, 255)
    const absent = signerOf({ state: { kind: 'absent', detail: '' } })
    expect(await signOne({ store: signatures, signer: absent.signer })).toBe(false)
    const late = { ...signerOf().signer, sign: async () => undefined }
    expect(await signOne({ store: signatures, signer: late })).toBe(false)
    expect(await signOne({ store: signatures, signer: signerOf().signer })).toBe(true)
    expect(signatures.ofSku('A', 'names@1.0.0')[0]?.whole).toHaveLength(0)
  })

  it('[IT6] at most the 500 SKUs taught last are known', async () => {
    const { keep, signatures, signer } = await bench({ units: 0, others: 0 })
    for (let n = 0; n <= 501; n++) keep(`SKU-${n}`, n, n % 90)
    while (await signOne({ store: signatures, signer }));
    const known = new KnownSignatures(signatures, signer)
    await known.refresh('names@1.0.0')
    expect([known.knows('SKU-1'), known.knows('SKU-2'), known.knows('SKU-501')]).toEqual([false, true, true])
  })
})

describe('the chosen pack', () => {
  it('[IT4] goes on until another is ready, and for good where that is refused', async () => {
    const chosen = { place: 'one' as string | undefined }
    const states = new Map<string, SignerState>([['one', ready('one@1.0.0')]])
    const closed: string[] = []
    const start = (place: string): Signer => ({
      ...signerOf().signer,
      state: () => states.get(place) ?? { kind: 'starting' },
      close: async () => void closed.push(place),
    })
    const followed = new FollowedSigner({ chosen: () => chosen.place, start, clock, log })
    chosen.place = 'two'
    const following = followed.follow()
    expect(followed.state()).toMatchObject({ model: 'one@1.0.0' })
    states.set('two', ready('two@1.0.0'))
    await following
    expect(followed.state()).toMatchObject({ model: 'two@1.0.0' })
    chosen.place = 'bad'
    states.set('bad', { kind: 'refused', model: 'bad', detail: 'no' })
    await followed.follow()
    expect(followed.state()).toMatchObject({ model: 'two@1.0.0' })
    chosen.place = undefined
    await followed.follow()
    expect(followed.state()).toMatchObject({ kind: 'absent' })
    expect(await followed.sign({ photo: Uint8Array.of(1) }, 9)).toBeUndefined()
    expect(closed).toEqual(['one', 'bad', 'two'])
    await followed.close()
  })
})

it('[IT5] a doubted item that is recorded has its line in the trail; any other has none', () => {
  const lines: unknown[] = []
  const ledger = { audit: (line: unknown) => void lines.push(line) }
  const likeness: LikenessWord = {
    ...{ says: 'hint', doubted: true, sku: 'B', title: '', own: 0.5, other: 0.75, units: 5, others: 1 },
    ...{ falseAlarms: { guess: 0.1, high: 0.5 }, model: 'names@1.0.0' },
  }
  const record = { ...recordOf(1), inference: { ...done, likeness } }
  auditDoubt(ledger, record)
  auditDoubt(ledger, { ...record, inference: { ...done, likeness: { ...likeness, doubted: false } } })
  auditDoubt(ledger, { ...record, inference: done })
  expect(lines).toMatchObject([{ actor: record.decision.by, action: 'item.doubted', subject: record.id }])
  expect(JSON.parse((lines[0] as { detail: string }).detail)).toMatchObject({
    ...{ looksLike: 'B', says: 'hint', own: 0.5, other: 0.75, units: 5, model: 'names@1.0.0' },
  })
})
