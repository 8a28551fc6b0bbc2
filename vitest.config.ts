import { defineConfig } from 'vitest/config'

/** File for a JSON report besides the readable one; .ci/run counts from it. */
const report = process.env.REGRADE_TEST_REPORT

/**
 * Suites whose files run one after the other in the same two processes: what they import is loaded once, and native
 * parts stay warm. Nothing in them may change what a module keeps for itself, the environment or the folder they run in.
 */
const shared = ['unit', 'contract', 'property', 'golden', 'slow']

export default defineConfig({
  test: {
    // Native parts (SQLite, ONNX, sharp) live longest and cleanest in processes of their own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      ...shared.map((name) => ({
        extends: true as const,
        test: {
          name,
          isolate: false,
          include: [`test/${name}/**/*.test.{ts,tsx}`],
          ...(name === 'slow' ? { testTimeout: 120_000 } : {}),
        },
      })),
      {
        extends: true as const,
        test: { name: 'command', include: ['test/command/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        extends: true as const,
        test: { name: 'fault', include: ['test/fault/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        extends: true as const,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
      },
    ],
  },
})
