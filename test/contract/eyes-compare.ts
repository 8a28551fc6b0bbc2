import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Frame } from '../../main/kernel/frame.ts'
import { cutOut } from '../../models/picture/cut-out.ts'
import { decodedFrom } from '../../models/picture/decoded.ts'
import { itemPart } from '../../models/picture/part.ts'
import { stageOf } from '../../models/picture/stage.ts'
import type { BesideView, Compared, Decoded, Eyes, Patches } from '../../models/port.ts'
import { type CropSpot, drawnCrop } from '../rigs/eyes/drawn-crops.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { until } from '../rigs/until.ts'

/** More than any answer takes. */
const patientMs = 30_000

/** What each of some views was told; throws where the eyes were unsure. */
export function views(answer: Compared) {
  if (answer.status !== 'done') throw new Error(`${answer.why}: ${answer.detail}`)
  return answer.views
}

/** Runs the rules EY7 and EY12 of models/port.ts on eyes that compare. */
export function comparingContract(
  name: string,
  open: () => Promise<{ readonly eyes: Eyes; gone(): boolean }>,
): void {
  describe(`${name} compares as eyes do`, () => {
    let hand: { readonly eyes: Eyes; gone(): boolean }
    let side = 0
    let most = 0
    const crop = (spot?: CropSpot) => drawnCrop(side, spot)
    const view = (bytes: Uint8Array, references: readonly Patches[] = [], inPlace = true): BesideView => ({
      ...{ role: 'top', crop: bytes, references, inPlace },
    })
    const patchesOf = async (bytes: Uint8Array): Promise<Patches> =>
      views(await hand.eyes.compare([view(bytes)], patientMs))[0]!.patches
    const stain: CropSpot = { colour: [255, 0, 0], from: 0.25, to: 0.5 }

    beforeAll(async () => {
      hand = await open()
      const state = await until(
        () => hand.eyes.state(),
        ({ kind }) => kind !== 'starting',
        'eyes that have started',
      )
      if (state.kind !== 'ready' || !state.compares) throw new Error(`these eyes are ${state.kind}`)
      side = state.compares.side
      most = state.compares.references
    })
    afterAll(() => hand.eyes.close())

    it('[EY12] what will be held against units is told with its item cut out by colour, without a stage and if it is good', async () => {
      const heardOf = async (frame: Frame) => {
        const heard: Decoded[] = []
        await hand.eyes.measure(frame, (decoded) => heard.push(decoded))
        return heard[0]!
      }
      const frame: Frame = { ...(await drawnFrame({ width: 960, height: 540 })), beside: true }
      const decoded = await decodedFrom(frame.bytes, 960)
      const cut = cutOut(decoded.raster)
      expect(cut).toMatchObject({ kind: 'item', by: 'colour' })
      const part = itemPart({ ...decoded, cut })
      expect(part.raster.width).toBeLessThan(decoded.raster.width)
      const heard = await heardOf(frame)
      expect({ ...heard, raster: { ...heard.raster, pixels: Buffer.from(heard.raster.pixels) } }).toEqual({
        ...part,
        raster: { ...part.raster, pixels: Buffer.from(part.raster.pixels) },
      })
      const stage = (await stageOf((await drawnFrame({ width: 960, height: 540, item: false })).bytes))!
      const dark = await sharp(frame.bytes).linear(0.05, 0).jpeg().toBuffer()
      const others = [{ ...frame, stage }, await drawnFrame(), { ...frame, bytes: new Uint8Array(dark) }]
      for (const other of others) expect(await heardOf(other)).not.toMatchObject({ cut: expect.anything() })
      expect(await hand.eyes.infer([frame], patientMs)).toMatchObject({ status: 'done' })
    })

    it('[EY7] without references it tells the patches, and no difference', async () => {
      const [seen] = views(await hand.eyes.compare([view(crop(stain))], patientMs))
      const { size, down, across, values } = seen!.patches
      expect(values).toHaveLength(size * down * across)
      expect(values.buffer.byteLength).toBe(values.byteLength)
      expect(seen).toMatchObject({ role: 'top', difference: new Float32Array(), differences: [] })
      expect(seen).not.toHaveProperty('severity')
    })

    it('[EY7] a crop differs nowhere from itself, and from one with a stain where the stain is', async () => {
      const [plain, stained] = [await patchesOf(crop()), await patchesOf(crop(stain))]
      const same = await hand.eyes.compare([view(crop(), [plain]), view(crop(stain), [stained])], patientMs)
      expect(views(same).map((seen) => seen.differences)).toEqual([[], []])
      const [seen] = views(await hand.eyes.compare([view(crop(stain), [plain])], patientMs))
      expect(seen?.differences).toHaveLength(1)
      const { region, share, score } = seen!.differences[0]!
      expect(region).toEqual({ x: 0.25, y: 0.25, width: 0.25, height: 0.25 })
      expect(share).toBeCloseTo(0.0625)
      expect(score).toBeGreaterThan(0.5)
      const { none, minor, major } = seen!.severity!
      expect(none + minor + major).toBeCloseTo(1)
      expect(none).toBeLessThan(views(same)[0]!.severity!.none)
      const at = (place: number) => seen!.difference[Math.floor(place * Math.sqrt(seen!.difference.length))]
      expect(seen?.difference).toHaveLength(plain.down * plain.across)
      expect(at(0.9)).toBeLessThan(0.5)
    })

    it('[EY7] what any of its references shows is no difference', async () => {
      const references = [await patchesOf(crop()), await patchesOf(crop(stain))].slice(0, most)
      const [seen] = views(await hand.eyes.compare([view(crop(stain), references)], patientMs))
      expect(seen?.differences).toEqual([])
    })

    it('[EY7] the same crops beside the same references give the same answer, in the order asked', async () => {
      const reference = await patchesOf(crop())
      const other: BesideView = { ...view(crop(), [reference]), role: 'left' }
      const ask = () => hand.eyes.compare([view(crop(stain), [reference], false), other], patientMs)
      const [one, two] = [views(await ask()), views(await ask())]
      expect(two).toEqual(one)
      expect(one.map((seen) => seen.role)).toEqual(['top', 'left'])
    })

    it('[EY7] several questions at once are each answered', async () => {
      const reference = await patchesOf(crop())
      const asked = [crop(), crop(stain), crop(), crop(stain)].map((each) =>
        hand.eyes.compare([view(each, [reference])], patientMs),
      )
      const counts = (await Promise.all(asked)).map((answer) => views(answer)[0]?.differences.length)
      expect(counts).toEqual([0, 1, 0, 1])
    })

    it('[EY7] without time left it is timed out, without views unsure, and the next call works', async () => {
      expect(await hand.eyes.compare([view(crop())], 0)).toMatchObject({ status: 'unsure', why: 'timed_out' })
      expect(await hand.eyes.compare([], patientMs)).toMatchObject({ status: 'unsure', why: 'no_photos' })
      expect(await hand.eyes.compare([view(crop())], patientMs)).toMatchObject({ status: 'done' })
    })

    it('[EY7] what it cannot take makes it unsure, and the sentence names the view', async () => {
      const reference = await patchesOf(crop())
      const wrong: readonly BesideView[] = [
        view(new Uint8Array(12)),
        view(crop(), Array<Patches>(most + 1).fill(reference)),
        view(crop(), [{ ...reference, size: reference.size + 1 }]),
      ]
      for (const one of wrong)
        expect(await hand.eyes.compare([view(crop()), one], patientMs)).toMatchObject({
          ...{ status: 'unsure', why: 'cannot_compare' },
          detail: expect.stringContaining('"top"'),
        })
    })

    it('[EY7] the event loop of the caller goes on turning', async () => {
      const reference = await patchesOf(crop())
      let turns = 0
      let comparing = true
      const turn = () => {
        turns++
        if (comparing) setImmediate(turn)
      }
      setImmediate(turn)
      await hand.eyes.compare([view(crop(stain), [reference]), view(crop(), [reference])], patientMs)
      comparing = false
      // an answer made on the caller's own loop leaves it no turn at all
      expect(turns).toBeGreaterThan(0)
    })

    it('[EY7] after close() it is still answered', async () => {
      await hand.eyes.close()
      await until(hand.gone, (gone) => gone, 'the end of what ran behind the eyes')
      expect(await hand.eyes.compare([view(crop())], patientMs)).toMatchObject({
        ...{ status: 'unsure', why: 'crashed' },
      })
    })
  })
}
