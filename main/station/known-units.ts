import { setImmediate as turn } from 'node:timers/promises'
import { cropSize } from '../../models/memory/cells.ts'
import type { ListedView, UnitStore } from '../../models/memory/port.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import { bankOf } from '../../models/memory/stored.ts'
import type { Eyes } from '../../models/port.ts'
import type { CameraRole } from '../kernel/frame.ts'

export interface KnownPorts {
  readonly units: UnitStore
  readonly remembering: Remembering
  readonly eyes: Pick<Eyes, 'state'>
}

/** What the thread of the memory has learnt of one SKU. */
export interface KnownSku {
  /** Whether any whole unit is kept at all. */
  readonly taught: boolean
  /** By role the lesson to ask; roles of which nothing can be used are missing. */
  readonly lessons: ReadonlyMap<CameraRole, string>
}

/** The model whose patches are wanted, and how many units it takes at once; undefined where the eyes compare nothing. */
export function comparingModel({
  state,
}: Pick<Eyes, 'state'>): { readonly model: string; readonly most: number } | undefined {
  const now = state()
  if (now.kind !== 'ready' || now.compares?.side !== cropSize) return undefined
  return { model: now.model, most: now.compares.references }
}

interface Known {
  readonly key: string
  readonly learning: Promise<KnownSku>
  /** Whether something was learnt, once it was. */
  learnt: boolean
}

/** SKUs remembered as learnt; the thread forgets the oldest by itself and says so. */
const mostSkus = 32

/** Has the thread learn a SKU once for each state of its units, however often it is asked for. */
export class KnownUnits {
  readonly #ports: KnownPorts
  readonly #known = new Map<string, Known>()

  constructor(ports: KnownPorts) {
    this.#ports = ports
  }

  /** Rejects when the units cannot be read, or the thread ended; then the next question tries again. */
  ready(sku: string): Promise<KnownSku> {
    const views = this.#ports.units.list(sku)
    const bank = bankOf(comparingModel(this.#ports.eyes)?.model)
    const key = [sku, bank, ...views.map((each) => `${each.unit} ${each.role} ${each.bank}`)].join('\n')
    const known = this.#known.get(sku)
    if (known?.key === key) return known.learning
    const learning = this.#learn(key, views, bank)
    this.#known.delete(sku)
    const started: Known = { key, learning, learnt: false }
    this.#known.set(sku, started)
    learning.then(
      ({ lessons }) => {
        started.learnt = lessons.size > 0
      },
      () => this.forget(sku),
    )
    for (const oldest of this.#known.keys()) if (this.#known.size > mostSkus) this.#known.delete(oldest)
    return learning
  }

  /** Whether a view of the SKU would be held against units at once. */
  learnt(sku: string): boolean {
    return this.#known.get(sku)?.learnt ?? false
  }

  forget(sku: string): void {
    this.#known.delete(sku)
  }

  async #learn(key: string, views: readonly ListedView[], bank: string): Promise<KnownSku> {
    const { units, remembering } = this.#ports
    const lessons = new Map<CameraRole, string>()
    for (const [role, listed] of Map.groupBy(views, (each) => each.role)) {
      const first = listed[0] && units.photographed(listed[0].unit, role)
      if (!first) continue
      const read: { bank: string; cells: Uint8Array }[] = []
      for (const each of listed) {
        const cells = units.cells(each.unit, role)
        if (cells) read.push({ bank: each.bank, cells })
        // a unit's cells are some hundred kilobytes: the lane's loop gets its turn between two
        await turn()
      }
      const lesson = `${role}\n${key}`
      if (await remembering.learn({ key: lesson, role, first, views: read, bank })) lessons.set(role, lesson)
    }
    return { taught: views.length > 0, lessons }
  }
}
