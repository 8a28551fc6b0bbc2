import { createPartReader, NoParts } from './part-reader.ts'
import { createTimeReader, type PartTime } from './time-reader.ts'

/** One picture of a stream and when it was taken, in milliseconds since the Unix epoch. */
export interface Part {
  readonly bytes: Uint8Array
  readonly takenAt: number
}

/** Most pictures without a time, or times without a picture: ffmpeg writes them one after the other. */
const maxApart = 50

/** Puts pictures and their times together, in the order both come; a time of another length is NoParts. */
export function createPairing(heard: (part: Part) => void) {
  const [readParts, readTimes] = [createPartReader(), createTimeReader()]
  const [pictures, times]: [Uint8Array[], PartTime[]] = [[], []]
  const pair = () => {
    while (pictures.length > 0 && times.length > 0) {
      const [bytes, time] = [pictures.shift()!, times.shift()!]
      if (bytes.length !== time.size)
        throw new NoParts(`a picture of ${bytes.length} bytes with the time of one of ${time.size}`)
      heard({ bytes, takenAt: time.takenAt })
    }
    if (pictures.length + times.length > maxApart) throw new NoParts('pictures without their times')
  }
  return {
    picture(chunk: Uint8Array) {
      pictures.push(...readParts(chunk))
      pair()
    },
    time(chunk: Uint8Array) {
      times.push(...readTimes(chunk))
      pair()
    },
  }
}
