import type { ConfigView } from '../../main/api/config-views.ts'
import type { Asker, Desk } from '../../main/api/desk.ts'
import type { SetupView } from '../../main/api/setup-views.ts'
import type { LaneView, ReviewItem, ReviewRow, StaffView } from '../../main/api/views.ts'
import defaultPolicy from '../../main/inspection/default-policy.json' with { type: 'json' }
import { defaultPolicy as policyInForce, reasonsFor } from '../../main/inspection/policy.ts'
import { findingsOf, type InspectionRecord } from '../../main/inspection/record.ts'
import { isVoided } from '../../main/inspection/voided.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { fakeCameras, fakeCares } from './fake-cameras.ts'
import {
  compared,
  devicesFine,
  doubted,
  findings,
  hint,
  laneFaces,
  proposal,
  shots,
  skus,
  verdict,
} from './fake-lane-views.ts'
import { type FakeLearning, fakeLearning } from './fake-learning.ts'
import { fakeConfig, fakeSetup } from './fake-setup.ts'
import { type FakeModels, type FakeTeach, fakeModels, fakeTeach } from './fake-teach-and-models.ts'
import { recordOf } from './records.ts'

/** Every fake person's PIN; a badge is `BADGE-` with the person's id. */
export const fakePin = '1234'
export const people: readonly StaffView[] = [
  { id: 'o1', name: 'Operator 1', role: 'operator', hasBadge: true, active: true },
  { id: 'o2', name: 'Operator 2', role: 'operator', hasBadge: false, active: true },
  { id: 's1', name: 'Stellvertretende Schichtleitung', role: 'supervisor', hasBadge: true, active: true },
  { id: 'a1', name: 'Admin 1', role: 'admin', hasBadge: false, active: true },
]

/** A desk whose faces a test or a person picks; it remembers what the pages asked for. */
export interface FakeDesk extends Desk {
  /** Every call that would change something, as `lane.answer sealed yes`. */
  readonly calls: string[]
  show(view: LaneView): void
  firstStart: boolean
  config: ConfigView
  readonly teach: FakeTeach
  readonly models: FakeModels
  readonly learning: FakeLearning
}

/** `rows` inspections in the review queue, a fifth of them held. */
export function fakeDesk(rows = 5000): FakeDesk {
  const calls: string[] = []
  const said =
    (name: string) =>
    (...parts: readonly unknown[]): void => {
      const words = parts.filter((part) => typeof part !== 'object' || !isAsker(part))
      calls.push(
        [name, ...words.map((word) => (typeof word === 'object' ? JSON.stringify(word) : word))].join(' '),
      )
    }
  const heard = new Set<(view: LaneView) => void>()
  let view: LaneView = laneFaces.scan
  let revision = 0
  const show = (next: LaneView) => {
    revision += 1
    view = { ...next, revision }
    for (const tell of heard) tell(view)
  }
  const records = new Map(
    Array.from({ length: rows }, (_, index) => fakeRecord(index + 1)).map((each) => [each.id, each]),
  )
  const decided = new Map<string, ReviewItem['corrections'][number][]>()
  const desk: FakeDesk = {
    calls,
    show,
    firstStart: false,
    config: fakeConfig,
    station: { name: 'Dock 1', site: 'Leipzig' },
    locale: 'en',
    idleMinutes: { operator: 0, supervisor: 15, admin: 15 },
    reasonCodes: (category) => reasonsFor(category, policyInForce),
    lane: {
      view: () => view,
      watch: (tell) => {
        heard.add(tell)
        tell(view)
        return () => heard.delete(tell)
      },
      scan: said('lane.scan'),
      choose: said('lane.choose'),
      unlisted: said('lane.unlisted'),
      emptyParcel: said('lane.emptyParcel'),
      answer: said('lane.answer'),
      retake: said('lane.retake'),
      withoutPhoto: said('lane.withoutPhoto'),
      confirm: said('lane.confirm'),
      override: said('lane.override'),
      cancel: said('lane.cancel'),
      takeOffered: said('lane.takeOffered'),
      resume: said('lane.resume'),
      placeDemo: said('lane.placeDemo'),
      labelByHand: said('lane.labelByHand'),
      pageCamera: said('lane.pageCamera'),
      upload: (role, bytes, type) => said('lane.upload')(role, bytes.length > 0 ? 'bytes' : 'nothing', type),
    },
    review: {
      list: (filter) => {
        const all = [...records.values()].toReversed()
        const kept = all.filter((record) => {
          const row = rowOf(record, decided)
          if (filter.which === 'open' && !row.open) return false
          if (filter.grade && row.grade !== filter.grade) return false
          if (filter.disposition && row.disposition !== filter.disposition) return false
          const text = filter.text?.toLowerCase()
          return !text || `${row.title} ${row.plate} ${row.sku}`.toLowerCase().includes(text)
        })
        const start = filter.after ? kept.findIndex(({ id }) => id === filter.after) + 1 : 0
        const page = kept.slice(start, start + filter.limit)
        const last = page.at(-1)
        return {
          rows: page.map((record) => rowOf(record, decided)),
          open: all.filter((record) => rowOf(record, decided).open).length,
          ...(last && page.length === filter.limit ? { next: last.id } : {}),
        }
      },
      item: (id) => {
        const record = records.get(id)
        if (!record) throw new Fault('NOT_FOUND', `no inspection ${id}`)
        const corrections = decided.get(id) ?? []
        return {
          record,
          corrections,
          findings: findingsOf(record),
          open: rowOf(record, decided).open,
          printed: true,
        }
      },
      decide: ({ id, ...input }, asker) => {
        said('review.decide')({ id, ...input })
        decided.set(id, [
          ...(decided.get(id) ?? []),
          { id: `c${calls.length}`, by: asker.id, at: Date.now(), ...input },
        ])
      },
      reprint: said('review.reprint'),
      voidLabel: (id, reason, asker) => {
        said('review.voidLabel')(id, reason)
        const record = records.get(id)
        if (!record) throw new Fault('NOT_FOUND', `no inspection ${id}`)
        const { grade, disposition } = rowOf(record, decided)
        const about = { by: asker.id, at: Date.now(), rejectedFindings: [], reasonCode: reason, note: '' }
        const voided = { id: `c${calls.length}`, kind: 'voided' as const, grade, disposition, ...about }
        decided.set(id, [...(decided.get(id) ?? []), voided])
      },
    },
    teach: fakeTeach(said),
    models: fakeModels(said),
    learning: fakeLearning(said),
    cameras: fakeCameras(said),
    setup: {
      view: async () => ({ ...setupView, config: desk.config }),
      health: async () => ({
        version: '0.1.0',
        startedAt: Date.now() - 3 * 3_600_000,
        now: Date.now(),
        devices: view.devices,
        disk: { freeBytes: 212e9, totalBytes: 512e9, path: '/var/lib/regrade' },
        memoryBytes: 412e6,
        catalogue: { skus: 184_220, lines: 12_204, cursor: 991 },
        ledger: { open: 14, waitingJobs: 0, unsent: 0, today: 311 },
        audit: { state: 'unbroken', entries: 48_211 },
        cameras: fakeCares(),
        policy: 'default@1',
        ...(desk.config.why ? { configFailed: desk.config.why } : {}),
      }),
      enrol: async (input) => said('setup.enrol')(input),
      testLabel: async () => said('setup.testLabel')(),
      weighing: () => ({ kind: 'stable', grams: 412.6 }),
      tareScale: async () => said('setup.tareScale')(),
      addStaff: async (input) => {
        said('setup.addStaff')({ ...input })
        desk.firstStart = false
        return {
          id: 'a1',
          name: input.name,
          role: input.role,
          hasBadge: input.badge !== undefined,
          active: true,
        }
      },
      setStaffActive: said('setup.setStaffActive'),
      ...fakeSetup(said),
      search: (words) => skus.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase())),
    },
    door: {
      firstStart: () => desk.firstStart,
      login: async (secret) => {
        const id = secret.kind === 'pin' ? secret.staff : secret.badge.replace('BADGE-', '')
        const user = people.find((each) => each.id === id)
        if (
          !user ||
          (secret.kind === 'pin' &&
            secret.pin !== fakePin &&
            calls.at(-1)?.startsWith('setup.addStaff') !== true)
        )
          throw new Fault('LOGIN_REFUSED', 'no such PIN or badge')
        return { token: user.id, user }
      },
      who: (token) => people.find(({ id }) => id === token),
      logout: said('door.logout'),
      people: () => people,
    },
  }
  return desk
}

function isAsker(thing: unknown): thing is Asker {
  return typeof thing === 'object' && thing !== null && Object.keys(thing).sort().join() === 'id,role'
}

function fakeRecord(seed: number): InspectionRecord {
  const record = recordOf(seed)
  // Every fifth is held and looks like the lane's own example, so that a screenshot shows findings.
  if (seed % 5 !== 0) return { ...record, decision: { ...record.decision, held: false } }
  return {
    ...record,
    shots,
    verdict,
    proposal: { ...proposal, decidedBy: 'supervisor' },
    inference: {
      ...compared,
      likeness: doubted,
      findings: [...findings, hint],
      severity: { none: 0.14, minor: 0.61, major: 0.25 },
      category: [{ name: 'small_electronics', probability: 0.88 }],
    },
    decision: { ...record.decision, disposition: 'quarantine', grade: verdict.grade, held: true },
  }
}

function rowOf(
  record: InspectionRecord,
  decided: ReadonlyMap<string, ReviewItem['corrections'][number][]>,
): ReviewRow {
  const { item, decision } = record
  const sku = 'sku' in item ? item.sku : undefined
  const newest = decided.get(record.id)?.at(-1)
  const thumbnail = record.shots[0]?.sha256
  return {
    id: record.id,
    plate: record.plate,
    at: decision.at,
    title: sku?.title ?? record.reading.display,
    category: sku?.category ?? 'other',
    grade: newest?.grade ?? decision.grade,
    disposition: newest?.disposition ?? decision.disposition,
    held: decision.held,
    open: decision.held && !newest,
    voided: isVoided(decided.get(record.id) ?? []),
    operator: record.operator,
    why: record.proposal.reasons[0]?.text ?? '',
    ...(sku ? { sku: sku.sku } : {}),
    ...(thumbnail ? { thumbnail } : {}),
  }
}

const setupView: SetupView = {
  station: { name: 'Dock 1', site: 'Leipzig' },
  central: { url: 'http://127.0.0.1:4320', enrolledAs: 'station-7f3a' },
  devices: {
    ...devicesFine,
    scanners: [
      ...devicesFine.scanners,
      {
        name: 'Label reader',
        driver: 'camera',
        state: { kind: 'lost', fault: 'SCANNER_BLIND', detail: 'The label camera Arm is pulled out.' },
      },
    ],
    scale: { name: 'Bench scale', driver: 'serial', state: { kind: 'ready' } },
  },
  simulated: true,
  config: fakeConfig,
  tryOuts: { lamps: ['green', 'amber', 'red', 'buzzer'], triggers: ['Bench scanner'] },
  allow: {
    commands: [
      'sudo cp /opt/regrade/drivers/udev/70-regrade.rules /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger',
      'sudo usermod -aG plugdev,dialout,video regrade',
    ],
    rules:
      'KERNEL=="lp[0-9]*", SUBSYSTEM=="usbmisc", MODE="0660", GROUP="plugdev", TAG+="uaccess"\nSUBSYSTEM=="video4linux", MODE="0660", GROUP="video", TAG+="uaccess"\n',
  },
  plugged: {
    found: [
      {
        kind: 'serial',
        path: '/dev/ttyUSB0',
        about: 'QEMU USB serial, ZPL001',
        uses: [
          {
            as: 'printer',
            config: { driver: 'serial', name: 'Label printer', path: '/dev/ttyUSB0', baudRate: 9600 },
          },
        ],
      },
      {
        kind: 'hid',
        path: '/dev/hidraw0',
        about: 'Zebra DS2208 SN-0001',
        uses: [{ as: 'scanner', config: { driver: 'hid', name: 'Hand scanner', serialNumber: 'SN-0001' } }],
      },
      {
        kind: 'video',
        path: '/dev/video0',
        about: 'Arm camera',
        uses: [
          {
            as: 'camera',
            config: {
              driver: 'v4l2',
              name: 'Camera top',
              role: 'top',
              device: '/dev/v4l/by-id/usb-Arm-video-index0',
            },
          },
        ],
      },
      { kind: 'hid', path: '/dev/hidraw1', about: 'Honeywell 1902', trouble: 'keyboard', uses: [] },
      { kind: 'usb-printer', path: '/dev/usb/lp0', about: 'Zebra ZD421', trouble: 'denied', uses: [] },
    ],
    missing: ['udev', 'ffmpeg'],
  },
  staff: people,
  policy: { version: 'default@1', reasonCodes: defaultPolicy.reasonCodes.map(({ code }) => code) },
}
