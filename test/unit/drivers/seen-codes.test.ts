import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeenCodes, seenRules } from '../../../drivers/scanner/picture/seen-codes.ts'

const every = 250
const sure = (text: string) => ({ text, sure: true })
const weak = (text: string) => ({ text, sure: false })

/** Looks `every` milliseconds apart: what is found in each, and how often it was reported. */
function looks(seen: SeenCodes, found: readonly (readonly ReturnType<typeof sure>[])[], from = 0): string[] {
  return found.flatMap((each, index) => [...seen.look(each, from + index * every)])
}
const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what)

describe('codes before a camera', () => {
  it('[SC13] a code that stays in the picture is reported once', () => {
    expect(looks(new SeenCodes(), times(40, [sure('A')]))).toEqual(['A'])
  })

  it('[SC13] two codes in a picture are two scans, in the order in which they are found', () => {
    expect(looks(new SeenCodes(), times(3, [sure('A'), sure('B')]))).toEqual(['A', 'B'])
  })

  it('[SC13] a hand before it, or one that cannot be read for a while, does not report it again', () => {
    const seen = new SeenCodes()
    expect(looks(seen, [[sure('A')], ...times(8, []), ...times(20, [sure('A')])])).toEqual(['A'])
  })

  it('[SC13] is reported again once it has left the picture and stays in it again', () => {
    const seen = new SeenCodes()
    const away = Math.ceil(seenRules.goneMs / every) + 3
    const back = Math.ceil(seenRules.backMs / every) + 2
    expect(looks(seen, [[sure('A')], ...times(away, []), ...times(back, [sure('A')])])).toEqual(['A', 'A'])
  })

  it('[SC13] is not reported again when it only shows once more in passing', () => {
    const seen = new SeenCodes()
    expect(looks(seen, [[sure('A')], ...times(20, []), ...times(3, [sure('A')]), ...times(20, [])])).toEqual([
      'A',
    ])
  })

  it('[SC13] a camera that was away for a minute has not seen the code leave', () => {
    const seen = new SeenCodes()
    expect(looks(seen, [[sure('A')], []])).toEqual(['A'])
    expect(looks(seen, times(40, [sure('A')]), 60_000)).toEqual([])
  })

  it('[SC14] a code that is not sure counts when a second look finds it too', () => {
    expect(looks(new SeenCodes(), [[weak('A')], [], [weak('A')], [weak('A')]])).toEqual(['A'])
    expect(looks(new SeenCodes(), [[weak('A')], [], [sure('B')]])).toEqual(['B'])
  })

  it('[SC14] two wrong readings a long time apart confirm nothing', () => {
    const seen = new SeenCodes()
    const apart = Math.ceil(seenRules.confirmMs / every) + 1
    expect(looks(seen, [[weak('A')], ...times(apart, []), [weak('A')], ...times(apart, [])])).toEqual([])
  })

  it('[SC13] whatever is found and missed, a code is reported at most once for each time it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (there) => {
        const seen = new SeenCodes()
        const reported = looks(
          seen,
          there.map((each) => (each ? [sure('A')] : [])),
        )
        const apart = seenRules.goneMs / every
        const came = there
          .join(' ')
          .split(new RegExp(`(?:false ?){${apart},}`))
          .filter((part) => part.includes('true'))
        expect(reported.length).toBeLessThanOrEqual(came.length)
        expect(reported.length > 0).toBe(there.includes(true))
      }),
    )
  })
})
