// Keeps V8's compiler threads busy for so many milliseconds, then ends as a server does: node ends-while-compiling.ts MILLISECONDS
import { endProcess } from '../../main/kernel/end-process.ts'

type Sum = (times: number) => number

/** Functions that differ, so that each is compiled; they allocate, so that their compilation is called off and begun anew. */
const sums = Array.from(
  { length: 200 },
  (_, i) =>
    new Function(
      'times',
      `let s = { x: 0, y: [] }; for (let i = 0; i < times; i++) { s.x += ${i} + i; s.y = [s.x, { i }]; if (i % 7 === ${i % 7}) s = { x: s.x, y: s.y.concat([i]) } } return s.x`,
    ) as Sum,
)

const until = performance.now() + Number(process.argv[2])
for (let turn = 0; performance.now() < until; turn++) sums[turn % sums.length]!(300)
endProcess()
