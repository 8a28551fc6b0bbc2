// Stands for ffmpeg in tests: writes what scene.jpg in its folder holds as an mpjpeg stream, in the mood the file `mood` names.
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, ...args] = process.argv.slice(2)
appendFileSync(join(folder, 'runs'), `${JSON.stringify({ pid: process.pid, args })}\n`)
const moodNow = () => readFileSync(join(folder, 'mood'), 'utf8')

function part(bytes) {
  const head = `--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${bytes.length}\r\n\r\n`
  process.stdout.write(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]))
}

let count = 0
// A comment segment makes every picture another one, as noise does.
function noisy(bytes) {
  count += 1
  const note = Buffer.from(`${process.pid} ${count}`.padEnd(20))
  const head = Buffer.from([0xff, 0xfe, 0, note.length + 2])
  return Buffer.concat([bytes.subarray(0, 2), head, note, bytes.subarray(2)])
}

function tick() {
  const [mood, ...words] = moodNow().split('\n')
  const scene = readFileSync(join(folder, 'scene.jpg'))
  if (mood === 'same') part(scene)
  if (mood === 'noisy') part(noisy(scene))
  if (mood === 'half') part(scene.subarray(0, scene.length >> 1))
  if (mood === 'garbage') process.stdout.write(words.join('\n'))
  if (mood === 'end') {
    process.stderr.write(`[video4linux2,v4l2 @ 0x55] ${words.join('\n')}\n`)
    process.exit(1)
  }
}

process.on('SIGTERM', () => moodNow().startsWith('deaf') || process.exit(255))
process.stdout.on('error', () => process.exit(1))
setInterval(tick, 15)
