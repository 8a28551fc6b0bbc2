import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process that answers each question with one message; it says something when it is ready. */
export interface BenchChild {
  ask(question: unknown): Promise<unknown>
  stop(): Promise<void>
}

/** Starts it; rejects when it ends before it is ready, with what it wrote. */
export async function startBenchChild(file: string, args: readonly string[] = []): Promise<BenchChild> {
  const child = fork(file, [...args], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.on('data', (part: Buffer) => {
    words += part.toString()
  })
  await answerOf(child, () => words)
  return {
    ask: (question) => {
      const answer = answerOf(child, () => words)
      child.send(question as object)
      return answer
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

function answerOf(child: ChildProcess, words: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`a process of the bench ended with ${code}: ${words()}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message)
    })
  })
}
