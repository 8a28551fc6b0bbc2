import type { FastifyInstance } from 'fastify'
import { backup } from '../../sync/ledger/backup.ts'
import type { Desk } from '../api/desk.ts'
import { lookOnce } from './camera-notes.ts'
import type { CentralLink } from './central-link.ts'
import { auditConfig } from './config-audit.ts'
import { deskOf, simulationOf } from './desk.ts'
import { closeDevices, onAnyState } from './devices.ts'
import { lockFolder } from './folder-lock.ts'
import { followState } from './follow-state.ts'
import { buildHttp } from './http.ts'
import { auditDoubt } from './identity-audit.ts'
import { Lane } from './lane.ts'
import { withLearnt } from './learn-voice.ts'
import { startNightShift } from './night-shift.ts'
import { openParts, type Parts, type StationOptions } from './parts.ts'
import { auditPolicy } from './policy-file.ts'
import { PrintWorker } from './print-worker.ts'
import { quietOf } from './quiet.ts'
import { readScans } from './read-scans.ts'
import { lightLane } from './signal-light.ts'
import { systemClock as clock, systemIds as newId, systemRandom as random } from './system.ts'
import { ScanTap } from './try-outs.ts'
import { version } from './version.ts'

/** A whole station, wired and started; `http` does not listen yet. */
export interface Station {
  readonly http: FastifyInstance
  readonly desk: Desk
  readonly link: CentralLink
  /** Ends every worker and frees every device; may be called twice. */
  stop(): Promise<void>
}

/** Opens the parts, ties them together and goes on where the last run stopped. */
export async function startStation(options: StationOptions): Promise<Station> {
  const unlock = await lockFolder(options.data.root)
  const parts = openParts(options)
  auditPolicy(parts.ledger, parts.policy)
  auditConfig(parts.ledger, options.home)
  const lane = laneOf(parts, options)
  const printing = printingOf(parts, options)
  const { signals, link, ledger, evidence } = parts
  signals.changed.on(() => lane.core.touch())
  signals.label.on(({ inspection, label }) => lane.labelled(inspection, label))
  signals.job.on(() => printing.kick())
  signals.event.on(() => link.kick())
  onAnyState(parts.devices, () => signals.changed.ring())
  lookOnce(parts.devices)
  const tap = new ScanTap()
  const desk = deskOf(parts, { lane, tap }, options)
  const { listen } = options.config
  const names = [listen.host, ...listen.names]
  const http = await buildHttp({ desk, evidence, ledger, names, log: options.log, pages: options.pages })
  if (parts.devices.signal) lightLane(lane.core, parts.devices.signal.device)
  const endNight = nightOf(parts, lane, options)
  const endRenewing = parts.memory.renew(() => lane.core.can('scanned'))
  const endFollowing = followState(
    () => parts.models.eyes.state(),
    () => signals.changed.ring(),
    clock,
  )
  const endSigning = parts.identity.work(() => lane.core.can('scanned'))
  for (const { device } of parts.devices.scanners) void readScans(device, tap.before(lane), options.log)
  lane.start()
  printing.start()
  link.start()
  const stop = once(() =>
    stopAll(parts, {
      lane,
      http,
      workers: [() => printing.stop(), () => link.stop(), endNight, endRenewing, endSigning, endFollowing],
      unlock,
    }),
  )
  return { http, desk, link, stop }
}

function laneOf(parts: Parts, { config, log }: StationOptions): Lane {
  const { policy, catalogue, models, evidence, ledger, devices, door, signals, shadow } = parts
  const cameras = devices.cameras.map((each) => each.device)
  return new Lane({
    ...{ config, policy, clock, newId, random, catalogue, cameras, evidence, ledger, log, version },
    ...simulationOf(parts),
    scale: devices.scale?.device,
    eyes: models.eyes,
    examiner: parts.identity.heard(withLearnt(parts.memory.examiner, { eyes: models.eyes, clock })),
    examined: (...seen) => parts.learning.keeper.saw(...seen),
    recorded: (record) => {
      // The unit is kept by and by and never throws; the trail's line may.
      parts.memory.confirmed?.recorded(record)
      auditDoubt(ledger, record)
    },
    judged: (...seen) => shadow?.saw(...seen),
    devices: parts.devicesView,
    present: () => door.present(),
    kickPrinter: () => signals.job.ring(),
    kickUplink: () => signals.event.ring(),
  })
}

function printingOf({ ledger, devices, signals }: Parts, { hook, log }: StationOptions): PrintWorker {
  return new PrintWorker({
    ...{ ledger, clock, hook, log },
    printer: devices.printer?.device,
    told: (inspection, label) => signals.label.ring({ inspection, label }),
    kickUplink: () => signals.event.ring(),
  })
}

function nightOf(parts: Parts, lane: Lane, { data, config, log }: StationOptions): () => Promise<void> {
  const { ledger, evidence, audit } = parts
  return startNightShift({
    ...{ evidence, audit, clock, log, backups: data.backups, keep: config.retention.backups },
    ...{ ledger, keepDays: config.evidence.keepDays },
    holds: (sha256) => lane.core.holds(sha256),
    quietMs: quietOf(lane.core, clock),
    named: (sha256) => ledger.namesEvidence(sha256) || lane.core.holds(sha256),
    backup: (to) => backup(data.ledger, to),
    learn: () => parts.learning.night(),
    backupMemory: (to) => parts.memory.backup(to),
  })
}

interface Running {
  readonly lane: Lane
  readonly http: FastifyInstance
  readonly workers: readonly (() => Promise<void>)[]
  unlock(): void
}

async function stopAll(parts: Parts, running: Running): Promise<void> {
  const { lane, http, workers } = running
  lane.close()
  await http.close()
  // the night waits for its learning
  await Promise.all([...workers.map((end) => end()), closeDevices(parts.devices), parts.learning.close()])
  await Promise.all([
    parts.memory.close(),
    parts.identity.close(),
    parts.models.close(),
    parts.shadow?.close(),
  ])
  parts.catalogue.close()
  parts.ledger.close()
  running.unlock()
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
