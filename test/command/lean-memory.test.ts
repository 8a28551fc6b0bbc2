import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { leanFlags, modelFlags } from '../../main/kernel/lean-memory.ts'

it.each([
  ['the station', leanFlags],
  ['its models', modelFlags],
])('the runtime that ships knows the flags of the process of %s', (_whose, flags) => {
  const said = spawnSync(process.execPath, [...flags, '-e', 'process.stdout.write("up")'], {
    encoding: 'utf8',
  })
  expect(said).toMatchObject({ status: 0, stdout: 'up', stderr: '' })
})
