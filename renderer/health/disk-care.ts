import type { HealthView } from '../../main/api/views.ts'
import type { Care } from '../kit/state-mark.tsx'

/** Below 2 GB the next busy day may not fit; below a tenth somebody should look. */
const ACT_BYTES = 2e9
const LOOK_SHARE = 0.1

export function diskCare({ freeBytes, totalBytes }: HealthView['disk']): Care {
  if (freeBytes < ACT_BYTES) return 'act'
  return freeBytes < totalBytes * LOOK_SHARE ? 'look' : 'fine'
}
