// An owner that dies of loading twice, loads at the third try, and so on, for ever.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const count = join(process.argv[2] ?? '.', 'starts')
const starts = Number(startsIn(count)) + 1
writeFileSync(count, String(starts))
if (starts % 3 === 0) await import('../../../models/onnx/owner.ts')
else process.exit(134)

function startsIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '0'
  }
}
