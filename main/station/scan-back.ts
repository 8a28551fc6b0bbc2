import { parseCode } from '../inspection/code.ts'
import { Fault } from '../kernel/fault.ts'
import type { Scan } from '../kernel/scan.ts'
import type { LaneCore } from './lane-core.ts'

/** A record was written: its label is the one to scan, where labels are scanned back. */
export function expectLabel(core: LaneCore): void {
  const { verify, confirm } = core.ports.config.lane
  const plate = core.last?.plate
  if (verify === 'scan-back' && confirm !== 'never' && plate !== undefined)
    core.setCheck({ plate, says: 'scan' })
}

/** With `lane.verify: scan-back`: each label is scanned from the item before the next item is taken. */
export class ScanBack {
  readonly #core: LaneCore
  #waiting = new AbortController()

  constructor(core: LaneCore) {
    this.#core = core
  }

  /** The label has come out, for the first time or again: from now on the time counts. */
  printed(): void {
    const core = this.#core
    core.go(core.check ? 'toVerify' : 'printed')
    if (!core.check) return
    expectLabel(core)
    void this.#wait()
  }

  /** Whether the scan was for the label; another item's scan is not taken before it. */
  takes(scan: Scan): boolean {
    const core = this.#core
    const { check } = core
    if (!check || !core.ports.present()) return false
    const { kind, references } = parseCode(scan.text)
    const found = kind === 'licence_plate' ? references[0] : undefined
    if (found === undefined) core.say('scan_label_first', check.plate)
    else if (found === check.plate) this.#end('label.verified', core.ports.present(), check.plate)
    else this.#stop(check.plate, found)
    return true
  }

  /** The person answers for the label; Fault NOT_NOW where none is waited for. */
  byHand(by: string): void {
    const plate = this.#core.check?.plate
    if (plate === undefined) throw new Fault('NOT_NOW', 'no label waits to be scanned')
    this.#end('label.confirmed_by_hand', by, plate)
  }

  close(): void {
    this.#waiting.abort()
  }

  async #wait(): Promise<void> {
    this.#waiting.abort()
    this.#waiting = new AbortController()
    const { signal } = this.#waiting
    const core = this.#core
    await core.ports.clock.sleep(core.ports.config.lane.verifyMs, signal)
    const { check } = core
    if (!signal.aborted && check?.says === 'scan') core.setCheck({ ...check, says: 'late' })
  }

  #stop(plate: string, found: string): void {
    const core = this.#core
    this.#audit('label.other_scanned', core.ports.present(), `${found} instead of ${plate}`)
    core.go('toVerify')
    core.setCheck({ plate, says: 'other', found })
  }

  #end(action: string, by: string | undefined, plate: string): void {
    this.#waiting.abort()
    this.#audit(action, by, plate)
    this.#core.setCheck(undefined)
    this.#core.go('verified')
  }

  #audit(action: string, by: string | undefined, detail: string): void {
    const { ledger } = this.#core.ports
    ledger.audit({ actor: by ?? 'unattended', action, subject: this.#core.last?.id ?? '', detail })
  }
}
