import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import type { Camera } from '../../../drivers/camera/port.ts'
import type { DeviceState } from '../../../main/kernel/device.ts'
import { Fault } from '../../../main/kernel/fault.ts'
import type { CameraRole, Frame } from '../../../main/kernel/frame.ts'
import { lengthMm } from '../../../main/kernel/measure.ts'
import { CameraBook } from '../../../main/station/camera-book.ts'
import { cameraCares, cameraDesk } from '../../../main/station/camera-desk.ts'
import { lookOnce, withCameraNotes } from '../../../main/station/camera-notes.ts'
import { CameraWatch } from '../../../main/station/camera-watch.ts'
import { type CapturePorts, captureRound } from '../../../main/station/capture.ts'
import type { Devices } from '../../../main/station/devices.ts'
import { shootUnit } from '../../../main/station/teach.ts'
import { drawSheet } from '../../rigs/drawn-sheet.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { lyingAt } from '../../rigs/seen-sheet.ts'
import { until } from '../../rigs/until.ts'

const never = new AbortController().signal
const admin = { id: 'a1', role: 'admin' } as const
const empty = (role: CameraRole) => drawItem(undefined, role, 0.25)
const withBox = (role: CameraRole) => drawItem({ kind: 'box', seed: 4 }, role, 0.25)
const sheetView = { width: 640, height: 480, focal: 620, distance: 480 }
const sheet = drawSheet(sheetView)

/** A rig whose cameras show what the test put before them, in the hands of the station. */
function openRig(roles: readonly CameraRole[], folder = join(freshFolder(), 'cameras')) {
  const clock = handClock()
  const audited: { readonly action: string; readonly subject: string; readonly actor: string }[] = []
  const before = new Map<CameraRole, Uint8Array | Fault>()
  const heard = new Map<CameraRole, (state: DeviceState) => void>()
  const names = new Map<CameraRole, string>(roles.map((role) => [role, `Camera ${role}`]))
  const camera = (role: CameraRole): Camera => ({
    role,
    name: names.get(role) ?? '',
    state: () => ({ kind: 'ready' }),
    onState(listener) {
      heard.set(role, listener)
      return () => {}
    },
    close: async () => {},
    async shoot(): Promise<Frame> {
      const bytes = before.get(role)
      if (!bytes || bytes instanceof Fault) throw bytes ?? new Fault('CAMERA_LOST', 'nothing is shown')
      return { role, bytes, mediaType: 'image/jpeg', device: names.get(role) ?? '', takenAt: clock.now() }
    },
  })
  const book = new CameraBook(folder)
  let told = 0
  const watch = new CameraWatch(book, clock, () => {
    told += 1
  })
  const plain: Devices = {
    scanners: [],
    cameras: roles.map((role) => ({ driver: 'v4l2', device: camera(role) })),
    printer: undefined,
  }
  const devices = withCameraNotes(plain, book, watch)
  const lane = { core: { state: 'scan' as 'scan' | 'capturing' } }
  const ports = {
    ...{ cameras: devices.cameras, book, watch, clock, lane, nameOf: (id: string) => `name of ${id}` },
    ledger: { audit: (line: (typeof audited)[number]) => void audited.push(line) },
  }
  const desk = cameraDesk(ports as Parameters<typeof cameraDesk>[0])
  const shoot = (role: CameraRole) =>
    devices.cameras.find(({ device }) => device.role === role)!.device.shoot(never)
  return {
    ...{ shoot, desk, devices, book, watch, lane, audited, before, names, clock, folder },
    told: () => told,
    cares: () => cameraCares(ports as Parameters<typeof cameraCares>[0]),
    /** What shoot() refuses with; undefined where it gives a frame. */
    refusal: (role: CameraRole) =>
      shoot(role).then(
        () => undefined,
        (thrown: unknown) => {
          const { code: fault, detail } = thrown as Fault
          return { fault, detail }
        },
      ),
    pull: (role: CameraRole) => heard.get(role)?.({ kind: 'lost', fault: 'CAMERA_LOST', detail: 'pulled' }),
  }
}

describe('the empty stage', () => {
  let rig: ReturnType<typeof openRig>
  beforeEach(async () => {
    rig = openRig(['top', 'left'])
    rig.before.set('top', await empty('top')).set('left', await empty('left'))
  })

  it('[ES1] of all cameras at once is on the disk with date and who, in the trail, and on each frame from then on', async () => {
    expect(await rig.shoot('top')).not.toHaveProperty('stage')
    expect(await rig.desk.takeStages(['top', 'left'], admin)).toEqual([
      { role: 'top', ok: true },
      { role: 'left', ok: true },
    ])
    expect(rig.audited).toMatchObject([
      { actor: 'a1', action: 'camera.stage', subject: expect.stringMatching(/top|left/) },
      { actor: 'a1', action: 'camera.stage', subject: expect.stringMatching(/top|left/) },
    ])
    const { stage } = await rig.shoot('top')
    expect(stage).toMatchObject({ width: 160, height: 90 })
    const again = openRig(['top', 'left'], rig.folder)
    again.before.set('top', await withBox('top'))
    expect((await again.shoot('top')).stage).toEqual(stage)
    expect(await again.cares()).toMatchObject([
      { role: 'top', stage: { at: rig.clock.now(), by: 'name of a1', aged: false } },
      { role: 'left', stage: {} },
    ])
    expect(Buffer.compare(again.desk.stagePhoto('top'), await empty('top'))).toBe(0)
  })

  it('[ES1] taken again replaces the one before, and its photograph', async () => {
    await rig.desk.takeStages(['top'], admin)
    rig.clock.pass(5_000)
    rig.before.set(
      'top',
      await sharp(await empty('top'))
        .linear(0.9, 0)
        .jpeg()
        .toBuffer(),
    )
    await rig.desk.takeStages(['top'], admin)
    expect(readdirSync(rig.folder).filter((name) => name.endsWith('.jpg'))).toHaveLength(1)
    expect((await rig.cares())[0]).toMatchObject({ stage: { at: rig.clock.now() } })
  })

  it('[ES2] is refused with an item on it, in the dark and in glaring light, each camera for itself; what was known stays', async () => {
    await rig.desk.takeStages(['left'], admin)
    const before = (await rig.shoot('left')).stage
    rig.before.set('left', await withBox('left'))
    expect(await rig.desk.takeStages(['top', 'left'], admin)).toMatchObject([
      { role: 'top', ok: true },
      { role: 'left', ok: false, why: 'item' },
    ])
    expect((await rig.shoot('left')).stage).toEqual(before)
    for (const [why, background] of [
      ['dark', '#0a0a0a'],
      ['bright', '#fff'],
    ] as const) {
      const flat = sharp({ create: { width: 320, height: 180, channels: 3, background } })
      rig.before.set('top', await flat.jpeg().toBuffer())
      expect(await rig.desk.takeStages(['top'], admin)).toMatchObject([{ ok: false, why }])
    }
    rig.before.set('top', new Fault('CAMERA_LOST', 'The cable is out.'))
    expect(await rig.desk.takeStages(['top'], admin)).toEqual([
      { role: 'top', ok: false, why: 'CAMERA_LOST', found: 'The cable is out.' },
    ])
  })

  it('[ES2] is taken while no item is on the lane, one round at a time, with cameras there are', async () => {
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'none',
        ({ code }) => code,
      )
    expect(await codeOf(rig.desk.takeStages(['front'], admin))).toBe('NOT_FOUND')
    const both = ['top', 'top'].map(() => codeOf(rig.desk.takeStages(['top'], admin)))
    expect(await Promise.all(both)).toEqual(['none', 'NOT_NOW'])
    rig.lane.core.state = 'capturing'
    expect(await codeOf(rig.desk.takeStages(['top'], admin))).toBe('NOT_NOW')
    expect(() => rig.desk.stagePhoto('left')).toThrow('NOT_FOUND')
  })

  it('[ES3] that is old, or of another camera, says so; the other camera does not use it', async () => {
    await rig.desk.takeStages(['top', 'left'], admin)
    rig.clock.pass(31 * 86_400_000)
    rig.names.set('left', 'New camera')
    const again = openRig(['top', 'left'], rig.folder)
    again.names.set('left', 'New camera')
    expect((await rig.cares())[0]).toMatchObject({ stage: { aged: true } })
    expect(await rig.shoot('left')).not.toHaveProperty('stage')
  })

  it('[ES3] that no longer fits the border is told after three pictures, an item over the stage is not', async () => {
    await rig.desk.takeStages(['top'], admin)
    for (let look = 0; look < 4; look += 1) {
      await rig.watch.saw({ role: 'top', bytes: await withBox('top'), device: 'Camera top' })
      rig.clock.pass(61_000)
    }
    expect((await rig.cares())[0]).toMatchObject({ stage: { fit: 'fits' } })
    const stripes = Array.from(
      { length: 30 },
      (_, x) => `<rect x="${x * 16}" width="8" height="270" fill="#314"/>`,
    )
    const moved = await sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="270">${stripes.join('')}</svg>`,
      ),
    )
      .flatten({ background: '#fb3' })
      .jpeg()
      .toBuffer()
    for (const fit of ['fits', 'fits', 'changed']) {
      await rig.watch.saw({ role: 'top', bytes: moved, device: 'Camera top' })
      expect((await rig.cares())[0]).toMatchObject({ stage: { fit } })
    }
    expect(rig.told()).toBeGreaterThan(0)
    await rig.watch.saw({ role: 'top', bytes: await empty('top'), device: 'Camera top' })
    expect((await rig.cares())[0]).toMatchObject({ stage: { fit: 'fits' } })
  })

  it('[ES4] [ES7] swapped cameras are told by their first pictures, and give no frames until they are right', async () => {
    await rig.desk.takeStages(['top', 'left'], admin)
    const again = openRig(['top', 'left'], rig.folder)
    again.before.set('top', await withBox('left')).set('left', await empty('top'))
    lookOnce(again.devices)
    const cares = await until(again.cares, (all) => all.every(({ sees }) => sees), 'the swap to be told')
    expect(cares).toMatchObject([
      { role: 'top', sees: 'left' },
      { role: 'left', sees: 'top' },
    ])
    const refusal = {
      fault: 'CAMERA_SWAPPED',
      detail: 'The top camera Camera top sees what the left camera saw when its empty stage was taken.',
    }
    expect(again.devices.cameras[0]?.device.state()).toEqual({ kind: 'lost', ...refusal })
    expect(await again.refusal('top')).toEqual(refusal)
    expect(await again.refusal('left')).toMatchObject({ fault: 'CAMERA_SWAPPED' })
    again.before.set('top', await withBox('top'))
    expect(await again.shoot('top')).toHaveProperty('stage')
    expect((await again.cares())[0]).not.toHaveProperty('sees')
    expect(again.devices.cameras[0]?.device.state()).toEqual({ kind: 'ready' })
    expect(await again.refusal('left')).toMatchObject({ fault: 'CAMERA_SWAPPED' })
  })

  it('[ES4] [ES7] a first picture that nobody looked at before is refused too, and so is the first after the cable was pulled', async () => {
    await rig.desk.takeStages(['top', 'left'], admin)
    const again = openRig(['top', 'left'], rig.folder)
    again.before.set('top', await withBox('left'))
    expect(await again.refusal('top')).toMatchObject({ fault: 'CAMERA_SWAPPED' })
    again.before.set('top', await withBox('top'))
    expect(await again.refusal('top')).toBeUndefined()
    again.pull('top')
    again.before.set('top', await withBox('left'))
    expect(await again.refusal('top')).toMatchObject({ fault: 'CAMERA_SWAPPED' })
  })

  it('[ES7] of a swapped camera can be taken anew, and it works again; nothing is taught or measured with it until then', async () => {
    await rig.desk.takeStages(['top', 'left'], admin)
    const again = openRig(['top', 'left'], rig.folder)
    again.before.set('top', await empty('left')).set('left', await empty('top'))
    const cameras = again.devices.cameras.map(({ device }) => device)
    await expect(shootUnit(cameras, 1000)).rejects.toMatchObject({ code: 'CAMERA_SWAPPED' })
    expect(await again.desk.calibrate({ role: 'top', rulerMm: 100 }, admin)).toMatchObject({
      ...{ ok: false, why: 'CAMERA_SWAPPED' },
      found: expect.stringContaining('the left camera'),
    })
    expect(await again.desk.takeStages(['top', 'left'], admin)).toMatchObject([{ ok: true }, { ok: true }])
    expect(await shootUnit(cameras, 1000)).toMatchObject([
      { role: 'top', stage: {} },
      { role: 'left', stage: {} },
    ])
  })

  it('[ES7] the lane asks for a swapped camera as for a lost one, and goes on when its picture is right', async () => {
    await rig.desk.takeStages(['top', 'left'], admin)
    const again = openRig(['top', 'left'], rig.folder)
    again.before.set('top', await withBox('left')).set('left', await withBox('left'))
    const shot: CameraRole[] = []
    const ports = {
      evidence: { keep: async () => 'hash' },
      eyes: { measure: async () => ({ verdict: 'good' }) },
      shot: ({ role }: Frame) => void shot.push(role),
    } as unknown as CapturePorts
    const round = () =>
      captureRound(
        again.devices.cameras.map(({ device }) => device),
        ports,
        () => never,
      )
    expect(await round()).toMatchObject({
      again: [{ role: 'top', why: 'CAMERA_SWAPPED' }],
      fault: { code: 'CAMERA_SWAPPED', remedy: 'ask-operator' },
    })
    expect(shot).toEqual(['left'])
    again.before.set('top', await withBox('top'))
    expect((await round()).again).toEqual([])
  })

  it('[ES8] a camera without an empty stage is never refused, nor a new one where the stages are of others', async () => {
    await rig.desk.takeStages(['left'], admin)
    rig.before.set('top', await withBox('left'))
    expect(await rig.shoot('top')).not.toHaveProperty('stage')
    rig.before.set('top', await empty('top'))
    await rig.desk.takeStages(['top'], admin)
    const again = openRig(['top', 'left'], rig.folder)
    again.names.set('top', 'New camera')
    again.before.set('top', await withBox('left'))
    expect(await again.shoot('top')).not.toHaveProperty('stage')
    expect((await again.cares())[0]).toMatchObject({ sees: 'left' })
    // a camera that is known, its role exchanged in the configuration
    again.names.set('top', 'Camera left')
    expect(await again.refusal('top')).toMatchObject({ fault: 'CAMERA_SWAPPED' })
  })

  it('[ES8] every role’s camera is taken with an item of any kind on its own stage', async () => {
    const roles = ['top', 'left', 'right', 'front', 'label'] as const
    const whole = openRig(roles)
    for (const role of roles) whole.before.set(role, await empty(role))
    await whole.desk.takeStages(roles, admin)
    for (const role of roles)
      for (const kind of ['box', 'shirt', 'phone'] as const) {
        whole.before.set(role, await drawItem({ kind, seed: 7 }, role, 0.25))
        whole.clock.pass(61_000)
        expect(await whole.refusal(role), `${role} ${kind}`).toBeUndefined()
      }
  })

  it('[ES8] another picture size is no swap, though another role’s stage has that shape', async () => {
    const square = async (role: CameraRole) =>
      sharp(await empty(role))
        .resize(320, 320, { fit: 'fill' })
        .jpeg()
        .toBuffer()
    rig.before.set('left', await square('left'))
    await rig.desk.takeStages(['top', 'left'], admin)
    // one colour alone would count as other light
    const edge = (look: string) => `<rect width="320" height="320" fill="none" stroke-width="40" ${look}/>`
    const frame = `<svg width="320" height="320">${edge('stroke="#a0f"')}${edge('stroke="#5f0" stroke-dasharray="16"')}</svg>`
    const picture = sharp(await square('left')).composite([{ input: Buffer.from(frame) }])
    rig.before.set('top', await picture.jpeg().toBuffer())
    rig.clock.pass(61_000)
    expect(await rig.refusal('top')).toBeUndefined()
    expect((await rig.cares())[0]).toMatchObject({ sees: 'left' })
    rig.before.set('top', await square('left'))
    expect(await rig.refusal('top')).toMatchObject({ fault: 'CAMERA_SWAPPED' })
  })

  it('[ES5] a damaged page or photograph is as if nothing were known, and is taken anew', async () => {
    await rig.desk.takeStages(['top', 'left'], admin)
    writeFileSync(join(rig.folder, 'top.json'), '{"format":"regrade-camera/1","stage":')
    const photo = readdirSync(rig.folder).find((name) => name.startsWith('left-'))!
    writeFileSync(join(rig.folder, photo), readFileSync(join(rig.folder, photo)).subarray(0, 300))
    const again = openRig(['top', 'left'], rig.folder)
    again.before.set('top', await empty('top')).set('left', await empty('left'))
    expect(await again.shoot('top')).not.toHaveProperty('stage')
    expect(await again.shoot('left')).not.toHaveProperty('stage')
    expect(await again.desk.takeStages(['top', 'left'], admin)).toMatchObject([{ ok: true }, { ok: true }])
    expect(await again.shoot('left')).toHaveProperty('stage')
  })

  it('[ES5] what a power cut left half written is passed over', async () => {
    await rig.desk.takeStages(['top'], admin)
    writeFileSync(join(rig.folder, 'top.json.new'), '{"for')
    mkdirSync(join(rig.folder, 'left-old.jpg'))
    const again = openRig(['top'], rig.folder)
    again.before.set('top', await empty('top'))
    expect(await again.shoot('top')).toHaveProperty('stage')
    expect(await again.desk.takeStages(['top'], admin)).toMatchObject([{ ok: true }])
  })
})

describe('millimetres', () => {
  it('[ES6] of the sheet are kept, audited, shown, and on each frame of that size; the stage stays', async () => {
    const rig = openRig(['top'])
    rig.before.set('top', await empty('top'))
    await rig.desk.takeStages(['top'], admin)
    rig.before.set('top', await sheet)
    expect(await rig.desk.calibrate({ role: 'top', rulerMm: 100 }, admin)).toEqual({ role: 'top', ok: true })
    const { measure, stage } = await rig.shoot('top')
    // straight down, a pixel is distance over focal length
    expect(measure?.mmPerPixel).toBeCloseTo(sheetView.distance / sheetView.focal, 2)
    const { width, height } = sheetView
    const thing = lyingAt(sheetView, { x: 0.9, y: 0.9 }, [40, 8])
    expect(measure).toMatchObject({ width, height, plane: { bend: expect.any(Number) } })
    expect(lengthMm(structuredClone(measure!), thing)).toBeCloseTo(40, 0)
    expect(stage).toBeDefined()
    expect(rig.audited.at(-1)).toMatchObject({
      ...{ actor: 'a1', action: 'camera.scale', subject: 'top' },
      detail: expect.stringMatching(/lens bends the picture's corners by \d\.\d % \((barrel|pincushion)\)/),
    })
    rig.before.set(
      'top',
      await sharp(await sheet)
        .resize(320, 240)
        .jpeg()
        .toBuffer(),
    )
    expect(await rig.shoot('top')).not.toHaveProperty('measure')
    rig.clock.pass(61_000)
    await rig.shoot('top')
    const [care] = await until(rig.cares, ([top]) => top?.scale?.holds !== 'yes', 'the size to be seen')
    expect(care).toMatchObject({ scale: { holds: 'resized', by: 'name of a1', rulerMm: 100 } })
  })

  it('[ES6] of a page of before plane and lens were kept go on with the mean, and are told to be', async () => {
    const rig = openRig(['top'])
    rig.before.set('top', await sheet)
    await rig.desk.calibrate({ role: 'top', rulerMm: 100 }, admin)
    const page = JSON.parse(readFileSync(join(rig.folder, 'top.json'), 'utf8'))
    const { plane: _plane, lens: _lens, ...scale } = page.scale
    writeFileSync(join(rig.folder, 'top.json'), JSON.stringify({ ...page, scale }))
    const again = openRig(['top'], rig.folder)
    again.before.set('top', await sheet)
    const { width, height, mmPerPixel } = scale
    expect((await again.shoot('top')).measure).toEqual({ width, height, mmPerPixel })
    expect((await again.cares())[0]).toMatchObject({ scale: { holds: 'yes', lens: 'never', bend: 0 } })
    await again.desk.calibrate({ role: 'top', rulerMm: 100 }, admin)
    expect((await again.cares())[0]).toMatchObject({ scale: { lens: 'told' } })
  })

  it('[ES6] are refused by name where the sheet says nothing, and nothing is kept', async () => {
    const rig = openRig(['top'])
    rig.before.set('top', await empty('top'))
    expect(await rig.desk.calibrate({ role: 'top', rulerMm: 100 }, admin)).toMatchObject({
      ok: false,
      why: 'none',
    })
    expect((await rig.cares())[0]).not.toHaveProperty('scale')
    expect(rig.audited).toEqual([])
  })
})
