import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { leanFlags } from '../../main/kernel/lean-memory.ts'

it('the runtime that ships knows the flags of a process that handles photographs', () => {
  const said = spawnSync(process.execPath, [...leanFlags, '-e', 'process.stdout.write("up")'], {
    encoding: 'utf8',
  })
  expect(said).toMatchObject({ status: 0, stdout: 'up', stderr: '' })
})
