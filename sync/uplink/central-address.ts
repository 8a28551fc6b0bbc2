/** Where a station's central is and how the station signs: what `enrol` gives and the ledger keeps as JSON. */
export interface CentralAddress {
  /** For example https://central.example; only its origin counts. */
  readonly url: string
  readonly stationId: string
  /** Ed25519, PKCS #8 PEM. A secret. */
  readonly privateKey: string
}
