/** Why a scan changed nothing. */
export type NoticeCode =
  | 'finish_first'
  | 'log_in_first'
  | 'already_recorded'
  | 'label_voided'
  | 'unreadable_code'
  | 'scan_failed'
  | 'scan_label_first'
  | 'camera_unknown'

/** A known item whose code was read on a photograph: to start again with it. */
export interface OfferView {
  /** As a person reads it. */
  readonly code: string
  /** The product, or the return. */
  readonly title: string
}
