import { expect, it } from 'vitest'
import { runCommand } from '../rigs/run-command.ts'

const run = (...args: string[]) => runCommand({ script: 'main/station/list-devices.ts', args })

it('[CL5] looks at this machine, and refuses a flag it does not know in one line', async () => {
  const seen = await run('--json')
  expect(seen.code).toBe(0)
  expect(JSON.parse(seen.out)).toMatchObject({ found: expect.any(Array), missing: expect.any(Array) })
  const wrong = await run('--everything')
  expect(wrong.code).toBe(2)
  expect(wrong.err).toMatch(/^BAD_INPUT: .*npm run devices/)
  expect(wrong.err).not.toMatch(/\n\s+at /)
})
