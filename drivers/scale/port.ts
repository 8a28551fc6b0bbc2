import type { Stateful } from '../../main/kernel/device.ts'

/** What a scale said last: a weight it calls settled, in grams and net of the tare, or why there is none. */
export type Weighing =
  | { readonly kind: 'stable'; readonly grams: number }
  | { readonly kind: 'moving' }
  | { readonly kind: 'over' }
  | { readonly kind: 'under' }

/**
 * A scale under the item. Implementers hold to these rules (test/contract/scale.ts):
 *  WE1  only what the scale itself calls stable is a weight; what still moves is `moving`;
 *  WE2  grams, kilograms, pounds and ounces come out as grams, exactly; another unit is Fault SCALE_BAD_ANSWER;
 *  WE3  more than the scale can carry is `over`, a pan that is lifted `under`; neither is a weight;
 *  WE4  a scale that is gone or silent is a state, SCALE_LOST, and comes back by itself;
 *  WE5  an answer that is not the protocol's is SCALE_BAD_ANSWER, never a guess; a part of one is no weight;
 *  WE6  now() answers at once and never with what is older than two seconds;
 *  WE7  tare() makes what lies there count as nothing; what does not lie still is Fault SCALE_MOVING and changes nothing,
 *       a scale that is gone or silent is SCALE_LOST;
 *  WE8  close() may be called twice; now() is undefined after it.
 */
export interface Scale extends Stateful {
  /** The last answer; undefined while there is none that is fresh. */
  now(): Weighing | undefined
  tare(): Promise<void>
  close(): Promise<void>
}
