import { expect, it } from 'vitest'
import { simulatedScale } from '../../../drivers/scale/simulated.ts'
import type { Asker } from '../../../main/api/desk.ts'
import { type SetupPorts, setupDesk } from '../../../main/station/setup-desk.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { until } from '../../rigs/until.ts'

const admin = { id: 'admin-1', role: 'admin' } as unknown as Asker

function deskWith(scale: ReturnType<typeof simulatedScale> | undefined) {
  const trail: string[] = []
  const ledger = {
    audit: (line: { actor: string; action: string; subject: string }) =>
      void trail.push(`${line.actor} ${line.action} ${line.subject}`),
  }
  const devices = {
    scanners: [],
    cameras: [],
    printer: undefined,
    scale: scale && { driver: 'serial', device: scale },
  }
  return { trail, desk: setupDesk({ devices, ledger } as unknown as SetupPorts) }
}

it('[SU1] what the scale shows is told, and tared with a line in the trail', async () => {
  const scale = simulatedScale({ name: 'Bench scale', grade: 'ideal', seed: 1 }, realClock(20))
  const { desk, trail } = deskWith(scale)
  const shows = (grams: number) =>
    until(desk.weighing, (now) => now.kind === 'stable' && Math.abs(now.grams - grams) < 0.1, `${grams} g`)
  scale.put(210)
  await shows(210)
  await desk.tareScale(admin)
  await shows(0)
  expect(trail).toEqual(['admin-1 scale.tared Bench scale'])
  scale.shake()
  await until(desk.weighing, (now) => now.kind === 'moving', 'it to move')
  await expect(desk.tareScale(admin)).rejects.toMatchObject({ code: 'SCALE_MOVING' })
  expect(trail).toHaveLength(1)
  await scale.close()
})

it('[SU1] without a scale there is nothing to tare', async () => {
  const { desk, trail } = deskWith(undefined)
  expect(desk.weighing()).toEqual({ kind: 'none' })
  await expect(desk.tareScale(admin)).rejects.toMatchObject({ code: 'SCALE_LOST' })
  expect(trail).toEqual([])
})
