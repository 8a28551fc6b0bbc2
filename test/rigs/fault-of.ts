import { Fault } from '../../main/kernel/fault.ts'

/** The Fault that work throws or rejects with; fails when it does neither, or throws anything else. */
export async function faultOf(work: () => unknown): Promise<Fault> {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}
