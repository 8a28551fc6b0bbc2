import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import { runCommand } from '../rigs/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-telemetry-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('[EY10] a station whose network has run', () => {
  it('has written no file in the home and the folder for temporary files of its user', async () => {
    const home = join(folder, 'home')
    const temporary = join(folder, 'temporary')
    for (const each of [home, temporary]) mkdirSync(each)
    writeFileSync(join(folder, 'shirt.jpg'), await drawItem({ kind: 'shirt', seed: 3 }))
    const { code, out, err } = await runCommand({
      script: 'main/station/inspect.ts',
      args: ['--category', 'apparel', 'shirt.jpg'],
      cwd: folder,
      env: { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: join(home, 'cache') },
    })
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^eyes +dock-defects@/m)
    expect([...readdirSync(home), ...readdirSync(temporary)]).toEqual([])
  })
})
