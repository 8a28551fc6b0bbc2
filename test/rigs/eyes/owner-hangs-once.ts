// An owner whose model hangs at the first question of its first life, deaf to everything, and works in its second.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const hung = join(process.argv[2] ?? '.', 'hung')
if (existsSync(hung)) await import('../../../models/onnx/owner.ts')
else {
  writeFileSync(hung, '')
  process.on('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
  process.send?.({ kind: 'state', state: { kind: 'ready', model: 'hangs@1.0.0', sha256: '0'.repeat(64) } })
}
