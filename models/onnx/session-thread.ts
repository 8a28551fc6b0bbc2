// The thread of the owner process that computes, so that the process itself goes on reading and decoding photographs.
import { parentPort, workerData } from 'node:worker_threads'
import { openSession, type Session } from './session.ts'
import type { FromThread, ToThread } from './threaded-session.ts'

const { model, threads, provider } = workerData as { model: Uint8Array; threads: number; provider?: string }
const tell = (message: FromThread, moved: readonly ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, moved)
const inWords = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function answer(session: Session, { id, fed }: ToThread): Promise<void> {
  try {
    const outputs = await session.run(...fed)
    const read = fed.map(({ data }) => data)
    const moved = read.map(({ buffer }) => buffer as ArrayBuffer)
    tell({ kind: 'ran', id, outputs, fed: read }, moved)
  } catch (error) {
    tell({ kind: 'failed', id, why: inWords(error) })
  }
}

try {
  const session = await openSession(model, threads, provider)
  parentPort?.on('message', (message: ToThread) => void answer(session, message))
  tell({ kind: 'open', inputs: session.inputs, outputs: session.outputs })
} catch (error) {
  tell({ kind: 'refused', why: inWords(error) })
}
