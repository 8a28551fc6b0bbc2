/** Longest wait for something that must come, in milliseconds; generous, because no test asserts on time; slow machines ask for more. */
const patienceMs = 60_000 * Number(process.env.REGRADE_PATIENCE ?? 1)
const betweenMs = 25

/** Asks again and again until the answer pleases `wanted`; throws with the last answer when it never does. */
export async function until<T>(
  ask: () => T | Promise<T>,
  wanted: (answer: T) => boolean,
  what: string,
): Promise<T> {
  const latest = performance.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    if (performance.now() > latest)
      throw new Error(`waited in vain for ${what}; last seen: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, betweenMs))
  }
}
