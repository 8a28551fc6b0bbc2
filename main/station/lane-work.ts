import type { OverrideInput } from '../api/desk.ts'
import { skuOf } from '../inspection/item-facts.ts'
import type { InspectionRecord } from '../inspection/record.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import type { Inference } from '../kernel/finding.ts'
import type { CameraRole, Frame } from '../kernel/frame.ts'
import { captureRound, type Measuring, type Round } from './capture.ts'
import type { LaneCamera } from './devices.ts'
import type { Examined } from './examine.ts'
import type { LaneCore } from './lane-core.ts'
import type { LaneItem, Taken } from './lane-item.ts'
import { weighed, withProposal, withRecord, withShots } from './lane-steps.ts'
import { expectLabel } from './scan-back.ts'

/** Shoots what is missing, then goes on to the eyes or asks for a retake. Started on entering `capturing`. */
export async function capture(lane: LaneCore): Promise<void> {
  const { cameras, config, clock } = lane.ports
  const item = lane.item
  if (!item) return
  const turn = lane.newTurn()
  const roles = item.again && new Set(item.again.map((each) => each.role))
  const from = clock.ticks()
  const limit = AbortSignal.any([turn, AbortSignal.timeout(config.lane.captureTimeoutMs)])
  // A person holds the item up to the page's camera and takes the time it takes; an unattended lane has nobody.
  const byHand = (camera: LaneCamera) => camera.wanted !== undefined && config.lane.confirm !== 'never'
  const sku = item.identified && skuOf(item.identified.item)?.sku
  const deadlineMs = config.lane.inferTimeoutMs
  const { examiner } = lane.ports
  const warmed =
    sku === undefined
      ? {}
      : {
          shot: (frame: Frame, measuring: Measuring) =>
            examiner.warm(sku, { frame, ...measuring, deadlineMs }),
          beside: examiner.compares(sku),
        }
  const round = await captureRound(
    cameras.filter((camera) => !roles || roles.has(camera.role)),
    { ...lane.ports, ...warmed },
    (camera) => (byHand(camera) ? turn : limit),
  )
  if (turn.aborted) return
  afterRound(lane, item, { round, ms: clock.ticks() - from })
}

function afterRound(lane: LaneCore, item: LaneItem, { round, ms }: { round: Round; ms: number }): void {
  const taken = new Map<CameraRole, Taken>(item.taken)
  for (const each of round.taken) taken.set(each.shot.role, each)
  const { again: _again, fault: _fault, ...kept } = item
  const grown = { ...kept, taken, timings: { ...item.timings, capture: ms } }
  if (round.again.length === 0) {
    lane.grow(grown, 'memory')
    lane.go('photographed')
    void inspect(lane)
    return
  }
  const detail = round.again.map((each) => `${each.role}: ${each.why}`).join(', ')
  const fault = round.fault ?? new Fault('PHOTO_POOR', detail)
  if (fault.code === 'INTERNAL')
    lane.ports.log.error({ err: fault }, 'a photograph failed in a way nobody expected')
  lane.grow({ ...grown, again: round.again, fault }, 'memory')
  const unattended = lane.ports.config.lane.confirm === 'never' && fault.remedy !== 'stop-lane'
  lane.go(fault.remedy === 'stop-lane' ? 'broke' : unattended ? 'withoutPhoto' : 'asked')
  if (unattended) void inspect(lane)
}

/** Asks the eyes, grades and proposes; confirms by itself where the lane and the policy allow it. */
export async function inspect(lane: LaneCore): Promise<void> {
  const { clock } = lane.ports
  const item = lane.item
  if (!item?.checked) return
  const turn = lane.turn
  const from = clock.ticks()
  const { inference, alone } = await look(lane, item)
  if (turn.aborted) return
  const { fault: _fault, again: _again, ...kept } = item
  const timings = { ...item.timings, infer: clock.ticks() - from }
  const inspected = weighed({ ...kept, checked: item.checked, timings }, lane.ports)
  attempt(lane, () => propose(lane, withShots(inspected), inference))
  const frames = framesOf(item)
  if (!looksAt(item, frames)) return
  lane.ports.judged(item.scanned.id, frames, alone)
  lane.ports.examined(item.scanned.id, frames, inference)
}

function framesOf({ taken }: LaneItem): readonly Frame[] {
  return [...taken.values()].map((each) => each.frame)
}

function looksAt({ checked }: LaneItem, frames: readonly Frame[]): boolean {
  return checked?.inspect !== false && frames.length > 0
}

function propose(lane: LaneCore, item: Parameters<typeof withProposal>[0], inference: Inference): void {
  const grown = withProposal(item, inference, lane.ports)
  // Shown first: the draft's fsync is nothing the operator should wait for, and losing it costs only photographs.
  lane.grow(grown, 'memory')
  lane.go('inferred')
  lane.grow(grown)
  const { confirm } = lane.ports.config.lane
  const sure = grown.proposed.proposal.decidedBy === 'auto'
  if (confirm === 'never' || (confirm === 'when-unsure' && sure)) decideItem(lane, 'auto')
}

function look(lane: LaneCore, item: LaneItem): Promise<Examined> {
  const frames = framesOf(item)
  if (item.checked?.inspect === false) {
    return Promise.resolve(notSeen('the checklist made photographs unnecessary'))
  }
  if (frames.length === 0) {
    return Promise.resolve(notSeen('no photograph was taken'))
  }
  const sku = item.identified && skuOf(item.identified.item)?.sku
  return lane.ports.examiner.examine(frames, sku, lane.ports.config.lane.inferTimeoutMs)
}

function notSeen(detail: string): Examined {
  const inference: Inference = { status: 'unsure', why: 'no_photos', detail }
  return { inference, alone: inference }
}

/** Makes the decision, draws the label, and writes both. */
export function decideItem(lane: LaneCore, by: string, change?: OverrideInput): void {
  const item = lane.demand('confirmed')
  if (!item.proposed) throw new Fault('NOT_NOW', 'nothing is proposed yet')
  const recorded = withRecord({ ...item, proposed: item.proposed }, by, {
    ports: lane.ports,
    ...(change ? { change } : {}),
  })
  lane.go('confirmed')
  attempt(lane, () => {
    lane.grow(recorded)
    lane.go('labelled')
  })
  commit(lane)
}

/** The one transaction. A fault stops the lane with the decision kept; the label waits for the record. */
export function commit(lane: LaneCore): void {
  const record = lane.item?.record
  if (!record || lane.state !== 'committing') return
  const written = attempt(lane, () => {
    lane.ports.ledger.record(record)
    const { id, plate, decision } = record
    lane.drop({
      id,
      plate,
      grade: decision.grade,
      disposition: decision.disposition,
      held: decision.held,
      label: 'waiting',
    })
    lane.go('committed')
    expectLabel(lane)
    lane.ports.kickPrinter()
    lane.ports.kickUplink()
  })
  if (written) tell(lane, record)
}

/** The record is in the ledger: nothing that goes wrong for those who hear of it may stop the lane. */
function tell({ ports }: LaneCore, record: InspectionRecord): void {
  try {
    ports.recorded(record)
  } catch (thrown) {
    ports.log.error(
      { err: asFault(thrown), inspection: record.id },
      'a recorded item was not told to everybody',
    )
  }
}

/** Runs a durable piece of work; whatever it throws stops the lane, is shown and logged. False where it stopped. */
export function attempt(lane: LaneCore, work: () => void): boolean {
  try {
    work()
    return true
  } catch (thrown) {
    const fault = asFault(thrown)
    lane.ports.log.error({ err: fault, state: lane.state }, 'the lane stopped')
    if (lane.item) lane.grow({ ...lane.item, fault }, 'memory')
    lane.go('broke')
    return false
  }
}
