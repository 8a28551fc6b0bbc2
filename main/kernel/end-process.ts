/**
 * Ends this process at once, as `signal` does where nobody listens; to be called when all is written and closed.
 *
 * `process.exit()` waits for V8's compiler threads first, and one of those can be waiting for this thread to collect garbage
 * (nodejs/node issue 54918): a server whose shell had been killed was found so, and would have stayed for ever.
 */
export function endProcess(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
