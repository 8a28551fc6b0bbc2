import type { Disposition } from '../../main/inspection/record.ts'
import { soundIsOn } from './stored.ts'

/** A short tune: pitch in hertz (0 is a rest) and length in milliseconds of each note. */
type Tune = readonly (readonly [number, number])[]

/** Rising: sell it; level: work on it; falling: out of the shop; one low long note: stop and hold. */
const tunes: Record<Disposition | 'scanned' | 'trouble', Tune> = {
  restock: [
    [659, 90],
    [880, 160],
  ],
  open_box: [
    [659, 90],
    [784, 90],
    [880, 120],
  ],
  refurbish: [
    [587, 90],
    [0, 40],
    [587, 90],
    [0, 40],
    [587, 90],
  ],
  liquidate: [
    [784, 90],
    [587, 160],
  ],
  donate: [
    [523, 110],
    [659, 110],
    [523, 140],
  ],
  recycle: [
    [784, 80],
    [659, 80],
    [523, 140],
  ],
  return_to_vendor: [
    [880, 80],
    [440, 160],
  ],
  quarantine: [[220, 420]],
  scanned: [[1047, 50]],
  trouble: [
    [294, 140],
    [0, 60],
    [294, 140],
  ],
}
export type Sound = keyof typeof tunes

let context: AudioContext | undefined

function note(audio: AudioContext, [hertz, ms]: readonly [number, number], start: number): void {
  if (hertz === 0) return
  const tone = audio.createOscillator()
  const level = audio.createGain()
  tone.type = 'triangle'
  tone.frequency.value = hertz
  level.gain.setValueAtTime(0, start)
  level.gain.linearRampToValueAtTime(0.4, start + 0.01)
  level.gain.linearRampToValueAtTime(0, start + ms / 1000)
  tone.connect(level).connect(audio.destination)
  tone.start(start)
  tone.stop(start + ms / 1000)
}

/** Plays a sound unless this screen is muted. A browser that allows no sound yet stays silent: shape, colour and word remain. */
export function play(sound: Sound): void {
  if (!soundIsOn()) return
  context ??= new AudioContext()
  const audio = context
  if (audio.state === 'suspended') void audio.resume()
  let start = audio.currentTime + 0.02
  for (const step of tunes[sound]) {
    note(audio, step, start)
    start += step[1] / 1000
  }
}
