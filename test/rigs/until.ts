/** Longest wait for something that must come, in milliseconds; generous, because no test asserts on time; slow machines ask for more. */
const patienceMs = 60_000 * Number(process.env.REGRADE_PATIENCE ?? 1)
/** Between two questions a tenth of the time waited so far: what asks all the time takes the processor from what is waited for. */
const [leastMs, mostMs] = [5, 100]

/** Asks again and again until the answer pleases `wanted`; throws with the last answer when it never does. */
export async function until<T>(
  ask: () => T | Promise<T>,
  wanted: (answer: T) => boolean,
  what: string,
): Promise<T> {
  const begun = performance.now()
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    const waited = performance.now() - begun
    if (waited > patienceMs)
      throw new Error(`waited in vain for ${what}; last seen: ${JSON.stringify(answer)}`)
    const betweenMs = Math.min(mostMs, Math.max(leastMs, waited / 10))
    await new Promise((resolve) => setTimeout(resolve, betweenMs))
  }
}
