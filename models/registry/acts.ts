import type { Clock } from '../../main/kernel/clock.ts'
import type { EyesState } from '../port.ts'
import type { Shelf } from './shelf.ts'
import type { TrustedKey } from './signature.ts'

/** A line of the audit trail, as the ledger takes it. */
export interface AuditLine {
  readonly actor: string
  readonly action: 'model.installed' | 'model.activated' | 'model.rolled_back' | 'model.refused'
  /** `name@version`, or the file that was to be a pack. */
  readonly subject: string
  readonly detail: string
}

/** Durable moments of the registry, so that a test can cut the power at each. */
export const registrySteps = [
  'model:take-in',
  'model:note',
  'model:audit',
  'model:install',
  'model:choose',
] as const
export type RegistryStep = (typeof registrySteps)[number]

/** What the acts of the registry work with. */
export interface RegistryPorts {
  readonly shelf: Shelf
  readonly clock: Clock
  newId(): string
  trusted(): readonly TrustedKey[]
  /** Loads a pack as the station would (try-pack.ts). */
  tryPack(place: string): Promise<EyesState>
  /** Durable when it returns; called before the act, so the trail may say more than was done, never less. */
  audit(line: AuditLine): void
  /** Called before each durable step; a test throws there. */
  readonly hook?: (step: RegistryStep) => void
}

/** What became of an act. `there`: it was so already, and nothing was changed. */
export type Outcome =
  | { readonly kind: 'done' | 'there'; readonly model: string; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/** Writes the refusal into the trail and gives it. */
export function refuse(
  ports: RegistryPorts,
  { by, model, detail }: { readonly by: string; readonly model: string; readonly detail: string },
): Outcome {
  ports.audit({ actor: by, action: 'model.refused', subject: model, detail })
  return { kind: 'refused', model, detail }
}
