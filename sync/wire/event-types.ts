/** CloudEvents types a station sends, and what their `data` holds. A new shape is a new version here, never a change. */
export const eventTypes = {
  /** data: { record: InspectionRecord, audit: { index, hash } } */
  recorded: 'io.regrade.inspection.recorded.v1',
  /** data: { correction: Correction, audit: { index, hash } } */
  corrected: 'io.regrade.inspection.corrected.v1',
  /** data: { job, inspection, plate, at } */
  printed: 'io.regrade.label.printed.v1',
} as const
export type EventType = (typeof eventTypes)[keyof typeof eventTypes]
