/** The two places the shell speaks to: what a person (or a script) waits for, and what went wrong. */
export interface Terminal {
  say(line: string): void
  warn(line: string): void
}

/** stdout and stderr of this process; a closed pipe is no reason to stop the dock. */
export function realTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    say: (line) => void process.stdout.write(`${line}\n`),
    warn: (line) => void process.stderr.write(`${line}\n`),
  }
}
