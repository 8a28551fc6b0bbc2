import { setImmediate as turn } from 'node:timers/promises'
import { cropSize } from '../../models/memory/cells.ts'
import type { ListedView, UnitStore } from '../../models/memory/port.ts'
import type { Lesson } from '../../models/memory/recall.ts'
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

/** A model whose patches are wanted. */
export interface ComparingModel {
  readonly model: string
  /** How many units it takes at once. */
  readonly most: number
  /** How many quarters of an item are looked at once more. */
  readonly closer: number
}

/** Undefined where the eyes compare nothing. */
export function comparingModel({ state }: Pick<Eyes, 'state'>): ComparingModel | undefined {
  const now = state()
  if (now.kind !== 'ready' || now.compares?.side !== cropSize) return undefined
  return { model: now.model, most: now.compares.references, closer: now.compares.closer }
}

/** The bank that is wanted with a model, see stored.ts. */
export function wantedBank(comparing: ComparingModel | undefined): string {
  return bankOf(comparing && { model: comparing.model, closer: comparing.closer > 0 })
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
    const bank = wantedBank(comparingModel(this.#ports.eyes))
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

  /** What a network said of one quarter of a view of a unit, of the bank that is kept. */
  quarter(unit: string, role: CameraRole, quarter: number): Uint8Array | undefined {
    return this.#ports.units.quarter(unit, role, quarter)
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
      const read: Lesson['views'][number][] = []
      for (const each of listed) {
        const cells = units.cells(each.unit, role)
        if (cells) read.push({ unit: each.unit, bank: each.bank, cells })
        // a unit's cells are some hundred kilobytes: the lane's loop gets its turn between two
        await turn()
      }
      const lesson = `${role}\n${key}`
      if (await remembering.learn({ key: lesson, role, first, views: read, bank })) lessons.set(role, lesson)
    }
    return { taught: views.length > 0, lessons }
  }
}
