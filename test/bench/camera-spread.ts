import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { shootRounds } from './cameras.ts'
import { percentile } from './measured.ts'

/** How far apart in time the pictures of four cameras are that are shot at once: node test/bench/camera-spread.ts */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    fps: { type: 'string', default: '10' },
    size: { type: 'string', default: '1920x1080' },
  },
})
const how = { rounds: Number(values.rounds), fps: Number(values.fps), size: values.size }

function told(values: readonly number[]): string {
  const at = (part: number) => `${Math.round(percentile(values, part))} ms`
  return `median ${at(0.5)}, 95 of 100 under ${at(0.95)}, worst ${at(1)}`
}

const { took, first, last } = await shootRounds(how)
const load = loadavg()[0]?.toFixed(1)
console.log(`four cameras of ${how.size} at ${how.fps} pictures a second, ${how.rounds} rounds, load ${load}`)
console.log(
  `taken apart         ${told(took)}\nfirst picture after ${told(first)}\nlast picture after  ${told(last)}`,
)
