import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startEyes } from '../../models/onnx/eyes.ts'
import { activatePack } from '../../models/registry/activate.ts'
import { installPack } from '../../models/registry/install.ts'
import { activeOn } from '../../models/registry/shelf.ts'
import { switchedEyes } from '../../models/registry/switched-eyes.ts'
import { started, tryPack } from '../../models/registry/try-pack.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { realClock } from '../rigs/real-clock.ts'
import { registryRig } from '../rigs/registry-rig.ts'

const clock = realClock()
const start = (weights: string) => startEyes({ weights, clock, threads: 1 })

/** A rig whose packs are loaded for real. */
function realRig() {
  const rig = registryRig()
  const ports = { ...rig.ports, tryPack: (place: string) => tryPack(place, { start, clock }) }
  return { ...rig, ports }
}

it('[RG7] [RG5] a pack is installed, activated and looked through while questions are open; none is lost', async () => {
  const { ports, pack } = realRig()
  const eyes = switchedEyes(activeOn(ports.shelf).place, start, clock)
  onTestFinished(() => eyes.close())
  await started(eyes, clock)
  expect(await installPack({ source: await pack('better'), unsigned: false, by: 'x' }, ports)).toMatchObject({
    kind: 'done',
  })
  expect(await activatePack('better', 'x', ports)).toMatchObject({ kind: 'done' })
  const frame = await drawnFrame()
  let switched = false
  const changed = eyes.use(activeOn(ports.shelf).place).then(() => {
    switched = true
  })
  const models: string[] = []
  while (!switched) {
    const answer = await eyes.infer([frame], 30_000)
    models.push(answer.status === 'done' ? answer.model : answer.why)
  }
  await changed
  const after = await eyes.infer([frame], 30_000)
  for (const model of models) expect(['tiny@1.2.3', 'better@1.0.0']).toContain(model)
  expect(models[0]).toBe('tiny@1.2.3')
  expect(after).toMatchObject({ status: 'done', model: 'better@1.0.0' })
})

it('[RG3] a pack the loader refuses changes nothing: install refuses it by name and check, eyes stay as they are', async () => {
  const { ports, pack, trail } = realRig()
  const folder = await pack('broken', { key: 'nobody' })
  writeFileSync(join(folder, 'broken.onnx'), 'no network')
  const outcome = await installPack({ source: folder, unsigned: true, by: 'x' }, ports)
  const detail = expect.stringMatching(/^The model broken@1\.0\.0 failed the check "sha256": broken\.onnx/)
  expect(outcome).toEqual({ kind: 'refused', model: 'broken@1.0.0', detail })
  expect(trail).toEqual([{ actor: 'x', action: 'model.refused', subject: 'broken@1.0.0', detail }])
  expect(existsSync(join(ports.shelf.installed, 'broken@1.0.0'))).toBe(false)
  const eyes = switchedEyes(activeOn(ports.shelf).place, start, clock)
  onTestFinished(() => eyes.close())
  await started(eyes, clock)
  expect(await eyes.use(join(folder, 'broken.manifest.json'))).toMatchObject({ kind: 'refused' })
  expect(eyes.state()).toMatchObject({ kind: 'ready', model: 'tiny@1.2.3' })
  expect(await eyes.infer([await drawnFrame()], 30_000)).toMatchObject({ model: 'tiny@1.2.3' })
})

it('[RG3] a pack that ends its process while it is loaded is refused, and only that', async () => {
  const { ports } = registryRig()
  const ownerFile = join(import.meta.dirname, '../rigs/eyes/owner-dies-loading.ts')
  const dying = (weights: string) => startEyes({ weights, clock, threads: 1, ownerFile })
  expect(await tryPack(activeOn(ports.shelf).place, { start: dying, clock })).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('ended its process'),
  })
})
