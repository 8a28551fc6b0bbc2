import type { LaneState } from '../api/views.ts'

/** What can happen to the item on the lane. */
export const laneEvents = [
  'scanned',
  'chosen',
  'checked',
  'skipped',
  'photographed',
  'withoutPhoto',
  'inferred',
  'confirmed',
  'labelled',
  'committed',
  'printed',
  'toVerify',
  'verified',
  'retake',
  'recommit',
  'cancelled',
  'asked',
  'broke',
] as const
export type LaneEvent = (typeof laneEvents)[number]

type Row = Record<LaneEvent, LaneState | 'ignore'>

const nothing: Row = {
  scanned: 'ignore',
  chosen: 'ignore',
  checked: 'ignore',
  skipped: 'ignore',
  photographed: 'ignore',
  withoutPhoto: 'ignore',
  inferred: 'ignore',
  confirmed: 'ignore',
  labelled: 'ignore',
  committed: 'ignore',
  printed: 'ignore',
  toVerify: 'ignore',
  verified: 'ignore',
  retake: 'ignore',
  recommit: 'ignore',
  cancelled: 'ignore',
  asked: 'ignore',
  broke: 'ignore',
}

/**
 * The whole life of an item on the lane. A confirmed item cannot be cancelled any more; a new scan is
 * taken while the label of the last one still prints, because the operator never waits for a printer.
 */
export const laneTable: Record<LaneState, Row> = {
  scan: { ...nothing, scanned: 'identified', broke: 'stopped' },
  identified: { ...nothing, scanned: 'identified', chosen: 'checking', cancelled: 'scan', broke: 'stopped' },
  checking: { ...nothing, checked: 'capturing', skipped: 'inspecting', cancelled: 'scan', broke: 'stopped' },
  capturing: {
    ...nothing,
    photographed: 'inspecting',
    withoutPhoto: 'inspecting',
    retake: 'capturing',
    cancelled: 'scan',
    asked: 'asking',
    broke: 'stopped',
  },
  inspecting: { ...nothing, inferred: 'proposing', cancelled: 'scan', broke: 'stopped' },
  proposing: { ...nothing, confirmed: 'confirmed', retake: 'capturing', cancelled: 'scan', broke: 'stopped' },
  confirmed: { ...nothing, labelled: 'committing', broke: 'stopped' },
  committing: { ...nothing, committed: 'printing', broke: 'stopped' },
  printing: { ...nothing, scanned: 'identified', printed: 'scan', toVerify: 'verifying', verified: 'scan' },
  // Only with scan-back: the label is out, and has to be scanned before the next item.
  verifying: { ...nothing, verified: 'scan' },
  asking: {
    ...nothing,
    retake: 'capturing',
    withoutPhoto: 'inspecting',
    cancelled: 'scan',
    broke: 'stopped',
  },
  stopped: { ...nothing, retake: 'capturing', recommit: 'committing', cancelled: 'scan' },
}
