import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CellBox, damageIn, islandsOf } from '../../../models/onnx/islands.ts'

const across = 24
const threshold = 0.5
/** Of the threshold. */
const edge = 0.7

/** A map as it is drawn, a character a cell: `#` counts, `+` is an edge, `.` is nothing. */
function drawn(...rows: readonly string[]): Float32Array {
  const cells = new Float32Array(across * across)
  const worth = { '#': 0.8, '+': 0.4 } as Readonly<Record<string, number>>
  for (const [y, row] of rows.entries())
    for (const [x, cell] of [...row].entries()) cells[y * across + x] = worth[cell] ?? 0.1
  return cells
}

function within(cells: Float32Array): CellBox {
  return { left: 0, top: 0, right: across, bottom: cells.length / across }
}

function found(...rows: readonly string[]) {
  const cells = drawn(...rows)
  return damageIn(cells, across, { within: within(cells), threshold, edge })
}

const boxes = (islands: readonly CellBox[]) =>
  islands.map(({ left, top, right, bottom }) => [left, top, right, bottom])

describe('what is one', () => {
  it('[FI1] a scratch that one cell is missing of is one, of two it is two', () => {
    expect(boxes(found('##.###'))).toEqual([[0, 0, 6, 1]])
    expect(boxes(found('#.....', '......', '..#...', '...#..'))).toEqual([[0, 0, 4, 4]])
    expect(boxes(found('##..##'))).toEqual([
      [0, 0, 2, 1],
      [4, 0, 6, 1],
    ])
  })

  it('[FI1] a scratch that goes on faintly is one, however long it is faint', () => {
    expect(boxes(found('##++++++##'))).toEqual([[0, 0, 10, 1]])
  })

  it('[FI1] a ring of small spots is many', () => {
    const ring = found(
      '...#..#...',
      '..........',
      '..........',
      '#........#',
      '..........',
      '..........',
      '...#..#...',
    )
    expect(ring).toHaveLength(6)
    expect(ring.every(({ cells }) => cells === 1)).toBe(true)
  })

  it('[FI1] spots in a row join only their neighbours: where two cells lie between, the rest begins anew', () => {
    expect(boxes(found('#.#.#..#.#.#'))).toEqual([
      [0, 0, 5, 1],
      [7, 0, 12, 1],
    ])
  })

  it('[FI1] where boxes overlap and cells lie far apart, they stay two', () => {
    const two = found('#....#....', '.#....#...', '..#....#..', '...#....#.', '....#....#')
    expect(boxes(two)).toEqual([
      [0, 0, 5, 5],
      [5, 0, 10, 5],
    ])
    const hollow = found('######', '#.....', '#.....', '#...##', '#...##')
    expect(boxes(hollow)).toEqual([
      [0, 0, 6, 5],
      [4, 3, 6, 5],
    ])
  })
})

describe('how large it is', () => {
  it('[FI1] cells from the edge on that touch it belong to it, and are counted; without one only those that count', () => {
    const cells = drawn('.....', '.+++.', '.+#+.', '.+++.')
    const told = (part: number | undefined) =>
      damageIn(cells, across, { within: within(cells), threshold, edge: part })
    const score = expect.closeTo(0.8)
    expect(told(edge)).toEqual([{ left: 1, top: 1, right: 4, bottom: 4, score, cells: 9 }])
    expect(told(undefined)).toEqual([{ left: 2, top: 2, right: 3, bottom: 3, score, cells: 1 }])
  })

  it('[FI1] faint cells alone are nothing, and a faint cell does not reach over a gap', () => {
    expect(found('++++', '++++')).toEqual([])
    expect(boxes(found('#+.+#', '.....'))).toEqual([
      [0, 0, 2, 1],
      [3, 0, 5, 1],
    ])
    expect(boxes(found('#.+++'))).toEqual([[0, 0, 1, 1]])
  })

  it('[FI1] what lies outside is not looked at', () => {
    const cells = drawn('###', '###', '###')
    const inside = { left: 1, top: 1, right: 3, bottom: 2 }
    expect(boxes(damageIn(cells, across, { within: inside, threshold, edge }))).toEqual([[1, 1, 3, 2]])
  })
})

it('[FI1] no cell is of two islands, every cell that counts is of one, and a picture turned over says the same', () => {
  const maps = fc
    .array(fc.constantFrom(0.1, 0.1, 0.4, 0.8), { minLength: across * 12, maxLength: across * 12 })
    .map((values) => Float32Array.from(values))
  fc.assert(
    fc.property(maps, (cells) => {
      const area = within(cells)
      const islands = damageIn(cells, across, { within: area, threshold, edge })
      const counting = cells.filter((value) => value >= threshold).length
      const reached = islands.reduce((sum, island) => sum + island.cells, 0)
      expect(reached).toBeGreaterThanOrEqual(counting)
      expect(reached).toBeLessThanOrEqual(cells.filter((value) => value >= 0.35).length)
      const turned = damageIn(cells.toReversed(), across, { within: area, threshold, edge }).map(
        (island) => ({
          ...island,
          left: across - island.right,
          right: across - island.left,
          top: area.bottom - island.bottom,
          bottom: area.bottom - island.top,
        }),
      )
      const sorted = (list: typeof turned) => list.map((each) => JSON.stringify(each)).toSorted()
      expect(sorted(turned)).toEqual(sorted(islands))
    }),
  )
})

it('[FI1] a hundred thousand spots are told apart as fast as they are many', () => {
  const side = 1_000
  const cells = Float32Array.from({ length: side * side }, (_, at) =>
    at % 3 === 0 && Math.floor(at / side) % 3 === 0 ? 0.9 : 0,
  )
  const all = { left: 0, top: 0, right: side, bottom: side }
  expect(damageIn(cells, side, { within: all, threshold, edge }).length).toBeGreaterThan(100_000)
})

it('[FI1] without a gap and an edge only what touches is one', () => {
  const cells = drawn('#.#', '...', '##+')
  expect(boxes(islandsOf(cells, across, { within: within(cells), threshold }))).toEqual([
    [0, 0, 1, 1],
    [2, 0, 3, 1],
    [0, 2, 2, 3],
  ])
})
