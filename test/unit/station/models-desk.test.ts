import { expect, it } from 'vitest'
import { modelsDesk } from '../../../main/station/models-desk.ts'
import { installPack } from '../../../models/registry/install.ts'
import { registryRig } from '../../rigs/registry-rig.ts'

const asker = { id: 'staff-7', role: 'supervisor' } as const
const done = (name: string) =>
  ({
    status: 'done',
    findings: [],
    category: [],
    model: `${name}@1.0.0`,
    timings: { decodeMs: 1, runMs: 1 },
  }) as const

async function bench() {
  const rig = registryRig()
  await installPack({ source: await rig.pack('better'), unsigned: false, by: 'setup' }, rig.ports)
  let followed = 0
  const desk = modelsDesk({
    registry: rig.ports,
    ledger: {
      shadowAnswers: () => [{ inspection: 'i1', active: done('tiny'), shadow: done('better') }],
      auditTrail: () =>
        rig.trail.map((line, index) => ({ ...line, index, at: 1_000 + index, hash: '' })).toReversed(),
    },
    eyes: () => ({ kind: 'ready', detail: 'tiny@1.2.3' }),
    identity: () => undefined,
    shadow: () => ({ wished: 'better', kind: 'ready', detail: 'better@1.0.0' }),
    follow: async () => void followed++,
    nameOf: (id) => `name of ${id}`,
  })
  return { rig, desk, followed: () => followed }
}

it('[MD1] the shelf is shown with licences, promises, vouchers, the active pack, the shadow and how both agree', async () => {
  const { desk } = await bench()
  const view = desk.view()
  expect(view.packs).toMatchObject([
    { model: 'tiny@1.2.3', promise: 'It ships.', voucher: 'shipped', active: true, shadow: false },
    { model: 'better@1.0.0', promise: 'One promise.', voucher: 'trusted', active: false, shadow: true },
  ])
  expect(view.agreements).toMatchObject([{ shadow: 'better@1.0.0', items: 1, damaged: { neither: 1 } }])
  expect(view.before).toBeUndefined()
  expect(desk.card('better@1.0.0')).toContain('**One** promise. And more.')
  expect(() => desk.card('none@1.0.0')).toThrow('there is no model none@1.0.0')
})

it('[MD2] activating and rolling back take effect, each in the trail with who asked', async () => {
  const { rig, desk, followed } = await bench()
  expect(await desk.activate('better@1.0.0', asker)).toMatchObject({ kind: 'done' })
  expect(desk.view()).toMatchObject({
    before: 'tiny@1.2.3',
    packs: [{ active: false }, { active: true }],
  })
  expect(await desk.activate('better@1.0.0', asker)).toMatchObject({ kind: 'there' })
  expect(await desk.rollBack('judges', asker)).toMatchObject({ kind: 'done', model: 'tiny@1.2.3' })
  expect(followed()).toBe(2)
  expect(rig.trail.slice(1).map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)).toEqual([
    'staff-7 model.activated better@1.0.0',
    'staff-7 model.rolled_back tiny@1.2.3',
  ])
  await expect(desk.rollBack('judges', asker)).rejects.toThrow('no model was active before')
})

it('[MD1] [MD2] a pack that does not start is refused with its reason, the active one stays, and the reason is shown', async () => {
  const { rig, desk, followed } = await bench()
  const reasons = ['The first time.', 'The model better@1.0.0 failed the check "vectors".']
  for (const detail of reasons) {
    rig.state = { kind: 'refused', model: 'better@1.0.0', detail }
    expect(await desk.activate('better@1.0.0', asker)).toMatchObject({ kind: 'refused', detail })
  }
  expect(desk.view().packs[0]?.active).toBe(true)
  expect(followed()).toBe(0)
  expect(desk.view().refused).toMatchObject([
    { model: 'better@1.0.0', detail: reasons[1], by: 'name of staff-7' },
  ])
})

it('[MD1] [MD2] a pack that tells products apart is shown as such, and is activated and rolled back beside the one that judges', async () => {
  const { rig, desk, followed } = await bench()
  await installPack({ source: await rig.identity('names'), unsigned: false, by: 'setup' }, rig.ports)
  expect(desk.view().packs.map(({ model, role, active }) => [model, role, active])).toEqual([
    ['tiny@1.2.3', 'judges', true],
    ['better@1.0.0', 'judges', false],
    ['names@1.2.3', 'tells', false],
  ])
  expect(await desk.activate('names@1.2.3', asker)).toMatchObject({ kind: 'done' })
  const view = desk.view()
  expect(view.packs.map(({ active }) => active)).toEqual([true, false, true])
  expect([view.before, view.identityBefore]).toEqual([undefined, undefined])
  await expect(desk.rollBack('tells', asker)).rejects.toThrow(
    'no model that tells products apart was active before',
  )
  expect(followed()).toBe(1)
})
