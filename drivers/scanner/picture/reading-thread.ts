// The thread that looks for codes: a picture takes it 50 to 300 ms, which would be too long for the event loop.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { FromThread, ToThread } from './threaded-reader.ts'
import { loadZxing, PictureCodes } from './zxing.ts'

/** On Linux this is the niceness of the calling thread alone: the eyes and the lane go first. */
if (process.platform === 'linux') setPriority(10)
loadZxing()
const codes = new PictureCodes()
let last = Promise.resolve()
parentPort?.on('message', ({ id, photo, series }: ToThread) => {
  last = last.then(async () => {
    parentPort?.postMessage({ id, codes: await codes.in(photo, series) } satisfies FromThread)
  })
})
