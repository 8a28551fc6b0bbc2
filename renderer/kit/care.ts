import type { EyesView } from '../../main/api/models-views.ts'
import type { DeviceView } from '../../main/api/views.ts'
import type { Care } from './state-mark.tsx'

/** How much a device in each state asks for. */
export const deviceCare = {
  ready: 'fine',
  opening: 'look',
  unconfigured: 'look',
  unknown: 'look',
  lost: 'act',
} as const satisfies Record<DeviceView['state']['kind'], Care>

/** The same of a model. */
export const modelCare = {
  ready: 'fine',
  starting: 'look',
  absent: 'look',
  refused: 'act',
} as const satisfies Record<EyesView['kind'], Care>
