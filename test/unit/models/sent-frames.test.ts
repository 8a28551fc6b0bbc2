import { expect, it } from 'vitest'
import { KeptBytes, SentFrames } from '../../../models/onnx/sent-frames.ts'
import { frameOf } from '../../rigs/eyes/drawn-frames.ts'

const frames = Array.from({ length: 12 }, (_, n) => frameOf(Uint8Array.of(n, n, n)))

it('[OW8] what was measured is judged without sending its bytes again, and the owner has them all the same', () => {
  const sent = new SentFrames()
  const kept = new KeptBytes()
  for (const [id, frame] of frames.entries()) {
    sent.lighten(id, { kind: 'measure', frame })
    kept.note(id, frame.bytes)
  }
  const ask = sent.lighten(99, { kind: 'infer', frames })
  if (ask.kind !== 'infer') throw new Error('another question')
  const bytes = ask.frames.reduce((total, frame) => total + frame.bytes.length, 0)
  // Of twelve the owner keeps the last ten; the first two go whole.
  expect(bytes).toBe(2 * 3)
  expect(kept.whole(ask.frames).map((frame) => [...frame.bytes])).toEqual(
    frames.map((frame) => [...frame.bytes]),
  )
})

it('[OW8] a new owner is sent everything', () => {
  const sent = new SentFrames()
  const [frame] = frames
  if (!frame) throw new Error('no frame')
  sent.lighten(1, { kind: 'measure', frame })
  sent.forget()
  expect(sent.lighten(2, { kind: 'infer', frames: [frame] })).toEqual({ kind: 'infer', frames: [frame] })
})

it('[OW8] a photograph measured again and again does not push out what is still counted on', () => {
  const sent = new SentFrames()
  const kept = new KeptBytes()
  const asked = [...frames.slice(0, 3), ...Array.from({ length: 9 }, () => frames[3]!)]
  for (const [id, frame] of asked.entries()) {
    sent.lighten(id, { kind: 'measure', frame })
    kept.note(id, frame.bytes)
  }
  const ask = sent.lighten(99, { kind: 'infer', frames: frames.slice(0, 4) })
  if (ask.kind !== 'infer') throw new Error('another question')
  expect(kept.whole(ask.frames).map((frame) => frame.bytes.length)).toEqual([3, 3, 3, 3])
})
