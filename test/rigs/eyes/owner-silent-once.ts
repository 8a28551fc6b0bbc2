// An owner that says it is ready and then never again anything, not even that it lives; it works in its second life.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const hung = join(process.argv[2] ?? '.', 'hung')
if (existsSync(hung)) await import('../../../models/onnx/owner.ts')
else {
  writeFileSync(hung, '')
  process.send?.({ kind: 'state', state: { kind: 'ready', model: 'silent@1.0.0', sha256: '0'.repeat(64) } })
  setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 100)
}
