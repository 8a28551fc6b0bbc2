// The thread that looks at photographs of whole units: laying one over another would hold up the station's event loop.
import { parentPort } from 'node:worker_threads'
import { described, recalled } from './recall.ts'
import type { Ask, Told } from './remembering.ts'

const tell = (told: Told) => parentPort?.postMessage(told)

async function answer({ id, ask }: Ask): Promise<void> {
  try {
    const result =
      ask.kind === 'describe' ? await described(ask.photo, ask.first) : await recalled(ask.photo, ask.known)
    tell({ id, result })
  } catch (thrown) {
    tell({ id, failed: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

parentPort?.on('message', (ask: Ask) => void answer(ask))
