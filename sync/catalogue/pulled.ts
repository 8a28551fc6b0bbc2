import type { Database } from '../sqlite/database.ts'
import type { Catalogue } from './port.ts'

/** How far the catalogue has been pulled from central, and how much of it there is. */
export function pulledMark(db: Database) {
  const get = db.prepare<[], number>('SELECT cursor FROM pulled').pluck()
  const set = db.prepare<[number]>('UPDATE pulled SET cursor = ?')
  const count = db.prepare<[], ReturnType<Catalogue['count']>>('SELECT skus, lines FROM pulled')
  return {
    cursor: (): number => get.get() ?? 0,
    moveTo: (cursor: number) => void set.run(cursor),
    count: () => count.get() ?? { skus: 0, lines: 0 },
  }
}
