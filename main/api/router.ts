import { z } from 'zod'
import { dispositions, grades } from '../inspection/record.ts'
import { Fault } from '../kernel/fault.ts'
import { cameraRoles } from '../kernel/frame.ts'
import { categories } from '../kernel/item.ts'
import type { Desk } from './desk.ts'
import { eventsOf } from './events.ts'
import { admin, type Context, open, operator, supervisor, t } from './guard.ts'
import type { SessionView, StaffView } from './views.ts'

const id = z.string().min(1).max(100)
const code = z.string().min(1).max(64)
const note = z.string().max(1000)
const grade = z.enum(grades)
const disposition = z.enum(dispositions)
const pin = z.string().regex(/^\d{4,12}$/, 'a PIN is 4 to 12 digits')
const badge = z.string().min(4).max(200)
const staffInput = z.object({
  name: z.string().trim().min(1).max(80),
  role: z.enum(['operator', 'supervisor', 'admin']),
  pin,
  badge: badge.exactOptional(),
})

const door = t.router({
  session: open.query(
    ({ ctx }): SessionView => ({
      firstStart: ctx.desk.door.firstStart(),
      local: ctx.local,
      ...(ctx.user ? { user: ctx.user, ...idleOf(ctx.desk, ctx.user) } : {}),
      locale: ctx.desk.locale,
      station: ctx.desk.station,
    }),
  ),
  people: open.query(({ ctx }) => ctx.desk.door.people().map(({ id, name, role }) => ({ id, name, role }))),
  firstAdmin: open.input(staffInput.omit({ role: true })).mutation(async ({ ctx, input }) => {
    // Whoever is in the same network must not be quicker than the person who sets the station up.
    if (!ctx.local) throw new Fault('NOT_ALLOWED', 'the first admin is made at the station itself')
    if (!ctx.desk.door.firstStart()) throw new Fault('NOT_ALLOWED', 'an admin exists already')
    const made = await ctx.desk.setup.addStaff({ ...input, role: 'admin' }, 'setup')
    return enter(ctx, { kind: 'pin', staff: made.id, pin: input.pin })
  }),
  pin: open
    .input(z.object({ staff: id, pin: z.string().max(12) }))
    .mutation(({ ctx, input }) => enter(ctx, { kind: 'pin', ...input })),
  badge: open
    .input(z.object({ badge: z.string().max(4096) }))
    .mutation(({ ctx, input }) => enter(ctx, { kind: 'badge', ...input })),
  logout: open.mutation(({ ctx }) => {
    if (ctx.token) ctx.desk.door.logout(ctx.token)
    ctx.setToken(undefined)
  }),
})

function idleOf({ idleMinutes }: Desk, { role }: StaffView): Pick<SessionView, 'idleMinutes'> {
  return idleMinutes[role] > 0 ? { idleMinutes: idleMinutes[role] } : {}
}

async function enter(ctx: Context, secret: Parameters<Desk['door']['login']>[0]): Promise<StaffView> {
  const { token, user } = await ctx.desk.door.login(secret, ctx.local ? 'here' : 'elsewhere')
  ctx.setToken(token)
  return user
}

const lane = t.router({
  view: operator.query(({ ctx }) => ctx.desk.lane.view()),
  watch: operator.subscription(({ ctx, signal }) => eventsOf(ctx.desk.lane.watch, signal)),
  scan: operator
    .input(z.object({ text: z.string().max(8192), source: z.enum(['wedge', 'typed', 'camera']) }))
    .mutation(({ ctx, input }) => ctx.desk.lane.scan(input.text, input.source)),
  choose: operator
    .input(z.object({ key: id }))
    .mutation(({ ctx, input }) => ctx.desk.lane.choose(input.key, ctx.asker)),
  unlisted: operator
    .input(z.object({ sku: id.exactOptional(), category: z.enum(categories) }))
    .mutation(({ ctx, input }) => ctx.desk.lane.unlisted(input, ctx.asker)),
  emptyParcel: operator.mutation(({ ctx }) => ctx.desk.lane.emptyParcel(ctx.asker)),
  answer: operator
    .input(z.object({ question: id, answer: z.enum(['yes', 'no', 'unknown']) }))
    .mutation(({ ctx, input }) => ctx.desk.lane.answer(input.question, input.answer, ctx.asker)),
  retake: operator.mutation(({ ctx }) => ctx.desk.lane.retake(ctx.asker)),
  withoutPhoto: operator.mutation(({ ctx }) => ctx.desk.lane.withoutPhoto(ctx.asker)),
  confirm: operator.mutation(({ ctx }) => ctx.desk.lane.confirm(ctx.asker)),
  override: operator
    .input(z.object({ disposition, grade, reasonCode: code, note }))
    .mutation(({ ctx, input }) => ctx.desk.lane.override(input, ctx.asker)),
  cancel: operator.mutation(({ ctx }) => ctx.desk.lane.cancel(ctx.asker)),
  takeOffered: operator.mutation(({ ctx }) => ctx.desk.lane.takeOffered(ctx.asker)),
  resume: operator.mutation(({ ctx }) => ctx.desk.lane.resume(ctx.asker)),
  labelByHand: operator.mutation(({ ctx }) => ctx.desk.lane.labelByHand(ctx.asker)),
  placeDemo: operator.mutation(({ ctx }) => ctx.desk.lane.placeDemo(ctx.asker)),
  /** Only the kiosk's own browser has the camera that is meant; what another one says of its cameras means nothing. */
  pageCamera: operator
    .input(z.object({ role: z.enum(cameraRoles), state: z.enum(['live', 'denied', 'absent']) }))
    .mutation(({ ctx, input }) => {
      if (ctx.local) ctx.desk.lane.pageCamera(input.role, input.state)
    }),
  /** The last items of this station, for a lost label: an operator may look and reprint, not decide. */
  history: operator.query(({ ctx }) => ctx.desk.review.list({ which: 'all', limit: 50 }).rows),
  search: operator
    .input(z.object({ words: z.string().max(100) }))
    .query(({ ctx, input }) => ctx.desk.setup.search(input.words)),
  reasonCodes: operator
    .input(z.object({ category: z.enum(categories) }))
    .query(({ ctx, input }) => ctx.desk.reasonCodes(input.category)),
  reprint: operator
    .input(z.object({ id, reason: code }))
    .mutation(({ ctx, input }) => ctx.desk.review.reprint(input.id, input.reason, ctx.asker)),
})

const review = t.router({
  list: supervisor
    .input(
      z.object({
        which: z.enum(['open', 'all']),
        grade: grade.exactOptional(),
        disposition: disposition.exactOptional(),
        text: z.string().max(100).exactOptional(),
        after: id.exactOptional(),
        limit: z.int().min(1).max(500),
      }),
    )
    .query(({ ctx, input }) => ctx.desk.review.list(input)),
  item: supervisor.input(z.object({ id })).query(({ ctx, input }) => ctx.desk.review.item(input.id)),
  decide: supervisor
    .input(
      z.object({
        id,
        kind: z.enum(['confirmed', 'overridden']),
        disposition,
        grade,
        rejectedFindings: z.array(z.int().min(0).max(999)).max(1000),
        reasonCode: z.string().max(64),
        note,
      }),
    )
    .mutation(({ ctx, input }) => ctx.desk.review.decide(input, ctx.asker)),
  voidLabel: supervisor
    .input(z.object({ id, reason: code }))
    .mutation(({ ctx, input }) => ctx.desk.review.voidLabel(input.id, input.reason, ctx.asker)),
})

const device = z.union([
  z.strictObject({ keep: z.int().min(0).max(99) }),
  z.record(
    z.string().max(60),
    z.union([z.string().max(2000), z.number(), z.boolean(), z.record(z.string().max(60), z.number())]),
  ),
])
const draft = z.strictObject({
  // Lengths are the configuration's own business, whose sentence names the key.
  station: z.strictObject({ name: z.string().max(2000), site: z.string().max(2000) }).exactOptional(),
  locale: z.enum(['en', 'de']).exactOptional(),
  scanners: z.array(device).max(8).readonly(),
  cameras: z.array(device).max(8).readonly(),
  printer: device.exactOptional(),
  scale: device.exactOptional(),
  signal: device.exactOptional(),
})
const setup = t.router({
  view: admin.query(({ ctx }) => ctx.desk.setup.view()),
  health: operator.query(({ ctx }) => ctx.desk.setup.health()),
  enrol: admin
    .input(z.object({ url: z.url(), code }))
    .mutation(({ ctx, input }) => ctx.desk.setup.enrol(input, ctx.asker)),
  testLabel: admin.mutation(({ ctx }) => ctx.desk.setup.testLabel(ctx.asker)),
  weighing: admin.query(({ ctx }) => ctx.desk.setup.weighing()),
  tareScale: admin.mutation(({ ctx }) => ctx.desk.setup.tareScale(ctx.asker)),
  /** Null where nothing was read since the start. */
  heard: admin.query(({ ctx }) => ctx.desk.setup.heard() ?? null),
  tryLamp: admin
    .input(z.object({ lamp: z.enum(['green', 'amber', 'red', 'buzzer']) }))
    .mutation(({ ctx, input }) => ctx.desk.setup.tryLamp(input.lamp)),
  pullTrigger: admin
    .input(z.object({ scanner: z.string().max(60), on: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.desk.setup.pullTrigger(input)),
  lookInNetwork: admin.mutation(({ ctx }) => ctx.desk.setup.lookInNetwork()),
  /** Changes nothing; a mutation, because addresses with passwords have no place in a URL. */
  checkConfig: admin.input(draft).mutation(({ ctx, input }) => ctx.desk.setup.checkConfig(input)),
  saveConfig: admin.input(draft).mutation(({ ctx, input }) => ctx.desk.setup.saveConfig(input, ctx.asker)),
  restart: admin.mutation(({ ctx }) => ctx.desk.setup.restart(ctx.asker)),
  addStaff: admin.input(staffInput).mutation(({ ctx, input }) => ctx.desk.setup.addStaff(input, ctx.asker)),
  setStaffActive: admin
    .input(z.object({ id, active: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.desk.setup.setStaffActive(input.id, input.active, ctx.asker)),
})

const sku = z.object({ sku: id })
const teach = t.router({
  view: operator.input(sku).query(({ ctx, input }) => ctx.desk.teach.view(input.sku)),
  list: operator.query(({ ctx }) => ctx.desk.teach.list()),
  find: operator
    .input(z.object({ code: z.string().max(8192) }))
    .query(({ ctx, input }) => ctx.desk.teach.find(input.code)),
  shoot: operator.input(sku).mutation(({ ctx, input }) => ctx.desk.teach.shoot(input.sku)),
  keep: operator
    .input(z.object({ unit: id }))
    .mutation(({ ctx, input }) => ctx.desk.teach.keep(input.unit, ctx.asker)),
  undo: operator.input(sku).mutation(({ ctx, input }) => ctx.desk.teach.undo(input.sku, ctx.asker)),
})

const model = z.object({ model: z.string().min(1).max(200) })
const models = t.router({
  view: supervisor.query(({ ctx }) => ctx.desk.models.view()),
  card: supervisor.input(model).query(({ ctx, input }) => ctx.desk.models.card(input.model)),
  activate: supervisor
    .input(model)
    .mutation(({ ctx, input }) => ctx.desk.models.activate(input.model, ctx.asker)),
  rollBack: supervisor
    .input(z.object({ role: z.enum(['judges', 'tells']) }))
    .mutation(({ ctx, input }) => ctx.desk.models.rollBack(input.role, ctx.asker)),
})

const role = z.enum(cameraRoles)
const cameras = t.router({
  view: admin.query(({ ctx }) => ctx.desk.cameras.view()),
  takeStages: admin
    .input(z.object({ roles: z.array(role).min(1).max(cameraRoles.length) }))
    .mutation(({ ctx, input }) => ctx.desk.cameras.takeStages(input.roles, ctx.asker)),
  calibrate: admin
    .input(z.object({ role, rulerMm: z.number().min(40).max(400) }))
    .mutation(({ ctx, input }) => ctx.desk.cameras.calibrate(input, ctx.asker)),
})

const learning = t.router({
  view: supervisor.query(({ ctx }) => ctx.desk.learning.view()),
  now: supervisor.mutation(({ ctx }) => ctx.desk.learning.now(ctx.asker)),
  undo: supervisor.mutation(({ ctx }) => ctx.desk.learning.undo(ctx.asker)),
})

/** The one router: every screen's type comes from here, and every guard of a role is in it. */
export const router = t.router({ door, lane, review, setup, teach, models, cameras, learning })
export type StationRouter = typeof router
