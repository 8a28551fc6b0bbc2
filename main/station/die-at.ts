import { type DurableStep, durableSteps, noHook, type StepHook } from '../kernel/steps.ts'

/**
 * For fault tests only: with REGRADE_TEST=1 and REGRADE_DIE_AT=<step> the process kills itself there, as a
 * power cut would. `<step>#3` dies the third time.
 */
export function dyingHook(env: NodeJS.ProcessEnv): StepHook {
  const [name = '', count = '1'] = (env.REGRADE_DIE_AT ?? '').split('#')
  if (env.REGRADE_TEST !== '1' || !durableSteps.includes(name as DurableStep)) return noHook
  let left = Number(count)
  return (step) => {
    if (step === name && --left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
