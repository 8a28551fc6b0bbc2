import type { PluggedIn } from '../kernel/plugged.ts'
import type { ConfigView } from './config-views.ts'
import type { AllowView, TryOutsView } from './try-out-views.ts'
import type { DevicesView, StaffView } from './views.ts'

/** Everything the set-up screen draws. */
export interface SetupView {
  readonly station: { readonly name: string; readonly site: string }
  readonly central: { readonly url?: string; readonly enrolledAs?: string }
  readonly devices: DevicesView
  readonly simulated: boolean
  readonly config: ConfigView
  /** What is plugged into this machine now, and what it lacks to see more. */
  readonly plugged: PluggedIn
  /** Set where the station's account may not open something that is plugged in. */
  readonly allow?: AllowView
  readonly tryOuts: TryOutsView
  readonly staff: readonly StaffView[]
  readonly policy: { readonly version: string; readonly reasonCodes: readonly string[] }
}
