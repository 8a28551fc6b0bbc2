import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { storedLayout, storedSpeed } from './stored.ts'
import type { Typed } from './wedge.ts'
import { listenToKeyboard } from './wedge-dom.ts'
import { learningRules, rulesFor } from './wedge-speed.ts'

type Scanned = (text: string, typed: Typed) => void
/** What a lone key does, by `KeyboardEvent.key`; letters in lower case. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>
interface Layer {
  readonly keys: () => Keys
  /** A dialog: keys and scans it does not know go no further. */
  readonly modal: boolean
}

/** Who hears scans and lone keys; the newest comes first. */
class Ears {
  readonly #scans: { readonly heard: () => Scanned }[] = []
  readonly #layers: Layer[] = []
  /** Set-up measures a scanner's speed: slow ones are heard too. */
  learning = false

  scan(text: string, typed: Typed): void {
    this.#scans.at(-1)?.heard()(text, typed)
  }
  key(name: string): boolean {
    const key = name.length === 1 ? name.toLowerCase() : name
    for (const layer of this.#layers.toReversed()) {
      const act = layer.keys()[key]
      if (act) {
        act()
        return true
      }
      if (layer.modal) return false
    }
    return false
  }
  onScan(heard: () => Scanned): () => void {
    return added(this.#scans, { heard })
  }
  onKeys(layer: Layer): () => void {
    return added(this.#layers, layer)
  }
}

function added<T>(list: T[], entry: T): () => void {
  list.push(entry)
  return () => void list.splice(list.indexOf(entry), 1)
}

const EarsContext = createContext<Ears | undefined>(undefined)

/** Collects scans and lone keys for everything inside. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const ears = useMemo(() => new Ears(), [])
  useEffect(
    () =>
      listenToKeyboard({
        scan: (text, typed) => ears.scan(text, typed),
        key: (name) => ears.key(name),
        layout: storedLayout,
        rules: () => (ears.learning ? learningRules : rulesFor(storedSpeed())),
      }),
    [ears],
  )
  return <EarsContext value={ears}>{children}</EarsContext>
}

function useEars(): Ears {
  const ears = useContext(EarsContext)
  if (!ears) throw new Error('useScan and useKeys work inside KeyboardProvider only')
  return ears
}

/** Hears wedge scans while mounted; a later one takes over until it goes. */
export function useScan(heard: Scanned): void {
  const ears = useEars()
  const latest = useRef(heard)
  latest.current = heard
  useEffect(() => ears.onScan(() => latest.current), [ears])
}

/** Hears lone keys while mounted. `modal` keeps every other key from the screen below. */
export function useKeys(keys: Keys, modal = false): void {
  const ears = useEars()
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => ears.onKeys({ keys: () => latest.current, modal }), [ears, modal])
}

/** While `on` and mounted, scanners that are too slow to be told from fingers are heard too. */
export function useSlowScanners(on: boolean): void {
  const ears = useEars()
  useEffect(() => {
    ears.learning = on
    return () => {
      ears.learning = false
    }
  }, [ears, on])
}
