import { afterEach, expect, it, vi } from 'vitest'
import { leanEnvironment } from '../../../main/kernel/lean-memory.ts'

afterEach(() => vi.unstubAllEnvs())

it('a process that handles photographs gets a small young heap beside what else is asked of it', () => {
  vi.stubEnv('NODE_OPTIONS', '--enable-source-maps')
  expect(leanEnvironment().NODE_OPTIONS).toBe('--max-semi-space-size=4 --enable-source-maps')
})

it('a young heap that was asked for by hand stays, and one process in another asks once', () => {
  vi.stubEnv('NODE_OPTIONS', '--max-semi-space-size=32')
  expect(leanEnvironment().NODE_OPTIONS).toBe('--max-semi-space-size=32')
  vi.stubEnv('NODE_OPTIONS', '')
  vi.stubEnv('NODE_OPTIONS', leanEnvironment().NODE_OPTIONS ?? '')
  expect(leanEnvironment().NODE_OPTIONS).toBe('--max-semi-space-size=4')
})
