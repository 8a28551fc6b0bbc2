import { expect, it } from 'vitest'
import { openHatch, readSpot } from '../../../models/onnx/hatch.ts'
import { KeptBytes, SentFrames } from '../../../models/onnx/sent-frames.ts'
import { frameOf } from '../../rigs/eyes/drawn-frames.ts'

const nothing = (): never => {
  throw new Error('nothing lies in a hatch')
}
const frames = Array.from({ length: 12 }, (_, n) => frameOf(Uint8Array.of(n, n, n)))

it('[OW8] what was measured is judged without sending its bytes again, and the owner has them all the same', () => {
  const sent = new SentFrames()
  const kept = new KeptBytes(nothing)
  for (const [id, frame] of frames.entries()) {
    sent.lighten(id, { kind: 'measure', frame })
    kept.note(id, frame)
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
  const kept = new KeptBytes(nothing)
  const asked = [...frames.slice(0, 3), ...Array.from({ length: 9 }, () => frames[3]!)]
  for (const [id, frame] of asked.entries()) {
    sent.lighten(id, { kind: 'measure', frame })
    kept.note(id, frame)
  }
  const ask = sent.lighten(99, { kind: 'infer', frames: frames.slice(0, 4) })
  if (ask.kind !== 'infer') throw new Error('another question')
  expect(kept.whole(ask.frames).map((frame) => frame.bytes.length)).toEqual([3, 3, 3, 3])
})

const unnamed = process.platform === 'win32' ? it.todo : it

unnamed('[OW8] bytes go through the hatch once, and a question that is answered makes room', () => {
  const hatch = openHatch()!
  const sent = new SentFrames(hatch)
  const kept = new KeptBytes((spot) => readSpot(hatch.fd, spot))
  for (const [id, frame] of frames.entries()) {
    const ask = sent.lighten(id, { kind: 'measure', frame })
    if (ask.kind !== 'measure') throw new Error('another question')
    expect(ask.frame.bytes).toHaveLength(0)
    expect([...kept.note(id, ask.frame)]).toEqual([...frame.bytes])
  }
  for (const id of frames.keys()) hatch.answered(id)
  expect(hatch.put(99, Uint8Array.of(1))).toEqual({ at: 0, length: 1 })
  hatch.close()
})

unnamed('[OW8] a photograph that is wanted as it is decoded has room for that in the hatch', () => {
  const hatch = openHatch()!
  const sent = new SentFrames(hatch)
  const [frame] = frames
  const ask = { kind: 'measure', frame: frame!, wanted: true } as const
  expect(sent.lighten(1, ask)).toMatchObject({ room: { at: 3, length: 640 * 640 * 3 } })
  expect(sent.lighten(2, { kind: 'measure', frame: frame! })).not.toHaveProperty('room')
  expect(new SentFrames().lighten(3, ask)).toBe(ask)
  hatch.close()
})

unnamed('[OW8] what does not fit into the hatch goes over the channel', () => {
  const hatch = openHatch()!
  const sent = new SentFrames(hatch)
  const big = frameOf(new Uint8Array(150 * 1024 * 1024))
  expect(sent.lighten(1, { kind: 'measure', frame: big })).not.toEqual({ kind: 'measure', frame: big })
  expect(sent.lighten(2, { kind: 'measure', frame: big })).toEqual({ kind: 'measure', frame: big })
  sent.forget()
  hatch.close()
  // Closed stands for a disk that takes nothing more.
  expect(sent.lighten(3, { kind: 'measure', frame: big })).toEqual({ kind: 'measure', frame: big })
  expect(openHatch('/no/such/folder')).toBeUndefined()
})
