// Stands for ffmpeg in tests: writes what scene.jpg in its folder holds as an mpjpeg stream, with times on handle 3, in the mood
// the file `mood` names.
import { appendFileSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const [folder, ...args] = process.argv.slice(2)
appendFileSync(join(folder, 'runs'), `${JSON.stringify({ pid: process.pid, args })}\n`)
const moodNow = () => readFileSync(join(folder, 'mood'), 'utf8')

function part(bytes, taken) {
  const head = `--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${bytes.length}\r\n\r\n`
  process.stdout.write(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]))
  writeSync(3, `0, ${taken}, ${taken},        1, ${bytes.length}, 0x00000000\n`)
}

writeSync(3, '#software: none\n#tb 0: 1/1000\n#media_type 0: video\n')

let count = 0
// A comment segment makes every picture another one, as noise does.
function noisy(bytes) {
  count += 1
  const note = Buffer.from(`${process.pid} ${count}`.padEnd(20))
  const head = Buffer.from([0xff, 0xfe, 0, note.length + 2])
  return Buffer.concat([bytes.subarray(0, 2), head, note, bytes.subarray(2)])
}

function tick() {
  const taken = Date.now()
  const [mood, ...words] = moodNow().split('\n')
  const scene = readFileSync(join(folder, 'scene.jpg'))
  if (mood === 'same') part(scene, taken)
  if (mood === 'noisy') part(noisy(scene), taken)
  if (mood === 'half') part(scene.subarray(0, scene.length >> 1), taken)
  if (mood === 'garbage') process.stdout.write(words.join('\n'))
  if (mood === 'end') {
    process.stderr.write(`[video4linux2,v4l2 @ 0x55] ${words.join('\n')}\n`)
    process.exit(1)
  }
}

process.on('SIGTERM', () => moodNow().startsWith('deaf') || process.exit(255))
process.stdout.on('error', () => process.exit(1))
setInterval(tick, 15)
