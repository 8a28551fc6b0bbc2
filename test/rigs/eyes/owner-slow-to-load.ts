// An owner that says nothing for two seconds, as on a slow disk, and then works; it counts its lives.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

appendFileSync(join(process.argv[2] ?? '.', 'lives'), '.')
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000)
await import('../../../models/onnx/owner.ts')
