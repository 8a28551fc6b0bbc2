import { hash } from 'node:crypto'
import { expect, it } from 'vitest'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { PowerCut } from '../rigs/ledger-rig.ts'
import { type Loss, outside, volatileDisk } from '../rigs/volatile-disk.ts'

const photo = new TextEncoder().encode('a photograph that takes a while to write')
const losses: Loss[] = ['everything unsynced is gone', 'names are kept, unsynced bytes are gone']
const steps = ['evidence:write', 'evidence:fsync', 'evidence:rename', 'evidence:fsync-folder'] as const

const evidenceOn = (disk: ReturnType<typeof volatileDisk>, cutAt?: string) =>
  openEvidence({
    folder: '/e',
    clock: handClock(),
    disk,
    hook: (step) => {
      if (step === cutAt) throw new PowerCut(step)
    },
  })

for (const loss of losses) {
  it.each(steps)(`[EV2] cut before %s, and ${loss}: no half photograph under its name`, async (step) => {
    const disk = volatileDisk()
    await expect(evidenceOn(disk, step).keep(photo)).rejects.toThrow(PowerCut)
    for (const [path, bytes] of outside(disk.afterPowerCut(loss), '/e/parts'))
      expect(path.endsWith(hash('sha256', bytes, 'hex'))).toBe(true)
  })

  it(`[EV1] once keep() came back, ${loss} takes nothing of it`, async () => {
    const disk = volatileDisk()
    const sha256 = await evidenceOn(disk).keep(photo)
    expect(disk.afterPowerCut(loss).get(`/e/${sha256.slice(0, 2)}/${sha256}`)).toEqual(photo)
  })

  it(`[EV1] the same when an earlier keep() was cut just before its folder was synced, and ${loss}`, async () => {
    const disk = volatileDisk()
    await expect(evidenceOn(disk, 'evidence:fsync-folder').keep(photo)).rejects.toThrow(PowerCut)
    const sha256 = await evidenceOn(disk).keep(photo)
    expect(disk.afterPowerCut(loss).get(`/e/${sha256.slice(0, 2)}/${sha256}`)).toEqual(photo)
  })
}

it('the disk of this test loses what is not synced', async () => {
  const disk = volatileDisk()
  await disk.write('/e/x', photo)
  expect(disk.afterPowerCut('everything unsynced is gone').size).toBe(0)
  expect(disk.afterPowerCut('names are kept, unsynced bytes are gone').get('/e/x')).toEqual(new Uint8Array())
})
