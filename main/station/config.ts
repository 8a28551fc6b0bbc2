import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Fault } from '../kernel/fault.ts'
import { cameraRoles } from '../kernel/frame.ts'
import { cameraSchema } from './camera-config.ts'
import { contradictions } from './config-checks.ts'

const name = z.string().min(1).max(60)
const path = z.string().min(1)
const baudRate = z.union([9600, 19200, 38400, 57600, 115200].map((rate) => z.literal(rate)))
const usbNumber = z.int().min(0).max(0xffff)

const scanner = z.discriminatedUnion('driver', [
  z.strictObject({
    driver: z.literal('serial'),
    name,
    path,
    baudRate: baudRate.default(9600),
    framing: z.enum(['line', 'stx']).default('line'),
  }),
  z.strictObject({
    driver: z.literal('hid'),
    name,
    /** Which scanner is meant; without any of these three, the only one there is. */
    serialNumber: z.string().min(1).exactOptional(),
    vendorId: usbNumber.exactOptional(),
    productId: usbNumber.exactOptional(),
  }),
  z.strictObject({ driver: z.literal('wedge'), name }),
  z.strictObject({
    driver: z.literal('camera'),
    name,
    /** The camera it looks with. */
    role: z.enum(cameraRoles),
    /** Whether it looks all the time; else only the photographs taken for the lane are read. */
    watch: z.boolean().default(true),
  }),
])
const idle = z.int().min(0).max(720)
/** `none` for a printer that cannot answer when it is asked how it is: its labels go unchecked. */
const status = z.enum(['ask', 'none']).default('ask')
/** What the printer speaks; `tspl` is sent pictures at its resolution, which has to be the policy's label.dpi. */
const speech = {
  status,
  language: z.enum(['zpl', 'tspl']).default('zpl'),
  dpi: z.literal([203, 300, 600]).default(203),
  /** How often each label is printed. */
  copies: z.int().min(1).max(10).default(1),
}
const printer = z.discriminatedUnion('driver', [
  z.strictObject({ driver: z.literal('serial'), name, path, baudRate: baudRate.default(9600), ...speech }),
  z.strictObject({
    driver: z.literal('network'),
    name,
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(9100),
    ...speech,
  }),
  z
    .strictObject({
      driver: z.literal('usb'),
      name,
      /** Which printer is meant; without either of these two, the only one there is. */
      path: path.exactOptional(),
      serialNumber: z.string().min(1).exactOptional(),
      ...speech,
    })
    .refine(
      ({ path, serialNumber }) => path === undefined || serialNumber === undefined,
      'name the printer either by "serialNumber" or by "path" (its device file, which changes with what else is plugged in)',
    ),
])

const scale = z.strictObject({
  driver: z.literal('serial'),
  name,
  path,
  baudRate: z.union([1200, 2400, 4800, 9600, 19200, 38400].map((rate) => z.literal(rate))).default(9600),
  /** Data bits, parity, stop bits: as set in the scale. */
  frame: z.enum(['8N1', '7E1', '7O1', '8E1']).default('8N1'),
  /** `sics`: Mettler's SICS; `w`: the language of checkout scales. */
  protocol: z.enum(['sics', 'w']).default('sics'),
  /** What an answer to `w` counts; SICS names its unit itself. */
  unit: z.enum(['g', 'kg', 'lb', 'oz']).default('kg'),
})

const relay = z.int().min(0).max(31)
const signal = z.strictObject({
  driver: z.literal('serial'),
  name,
  path,
  baudRate: baudRate.default(9600),
  /** Which relay switches what. */
  relays: z
    .strictObject({
      green: relay.default(0),
      amber: relay.default(1),
      red: relay.default(2),
      buzzer: relay.exactOptional(),
    })
    .prefault({}),
})

/**
 * The station's configuration. Without any `scanners`, `cameras` and `printer`, the station runs on the
 * simulated rig of `simulate`; one configured device of a kind turns the simulation of all kinds off.
 */
const configSchema = z.strictObject({
  station: z.strictObject({ name: name.default('Dock 1'), site: name.default('Site 1') }).prefault({}),
  locale: z.enum(['en', 'de']).default('en'),
  listen: z
    .strictObject({
      /** Loopback by default; a LAN address lets supervisors' browsers in. */
      host: z.string().default('127.0.0.1'),
      /** Host names a browser may use for this station besides loopback and `host`. */
      names: z.array(z.string()).default([]),
    })
    .prefault({}),
  lane: z
    .strictObject({
      confirm: z.enum(['always', 'when-unsure', 'never']).default('always'),
      /** `scan-back`: the operator scans each label once it is printed, within `verifyMs`. */
      verify: z.enum(['off', 'scan-back']).default('off'),
      verifyMs: z.int().min(3000).max(600_000).default(20_000),
      captureTimeoutMs: z.int().min(500).max(60_000).default(8000),
      inferTimeoutMs: z.int().min(200).max(60_000).default(8000),
    })
    .prefault({}),
  scanners: z.array(scanner).max(8).default([]),
  cameras: z.array(cameraSchema).max(8).default([]),
  printer: printer.exactOptional(),
  /** Program that reads V4L2 and RTSP cameras, where it is not on the path. */
  ffmpeg: path.default('ffmpeg'),
  scale: scale.exactOptional(),
  signal: signal.exactOptional(),
  simulate: z
    .strictObject({ grade: z.enum(['ideal', 'worn', 'hostile']).default('ideal'), seed: z.int().default(1) })
    .prefault({}),
  policy: path.exactOptional(),
  models: z
    .strictObject({
      /** Packs to use instead of those that ship. */
      folder: path.exactOptional(),
      threads: z.int().min(0).max(64).default(0),
      /** Execution provider of the runtime; cpu is always there. */
      provider: z.string().min(1).max(40).default('cpu'),
      /** Folder of the public keys (*.pem) of makers whose packs are taken. */
      keys: path.exactOptional(),
      /** A second pack, `name` or `name@version`, that runs beside the active one and decides nothing. */
      shadow: z.string().min(1).max(160).exactOptional(),
    })
    .prefault({}),
  /** Days photographs of decided items are kept once central has them; without it, for ever. */
  evidence: z.strictObject({ keepDays: z.int().min(1).max(3650).exactOptional() }).prefault({}),
  /** Minutes without touch, key or scan after which a page logs a person out; 0 is never. */
  idleMinutes: z
    .strictObject({
      operator: idle.default(0),
      supervisor: idle.default(15),
      admin: idle.default(15),
    })
    .prefault({}),
  retention: z.strictObject({ backups: z.int().min(1).max(60).default(7) }).prefault({}),
})
export type Config = z.infer<typeof configSchema>

/** Reads and checks a configuration file; every mistake is Fault CONFIG_WRONG naming key, finding and what is allowed. */
export function readConfig(file: string | undefined): Config {
  if (!file) return configSchema.parse({})
  return checkConfig(parsedConfig(contentOf(file), file), file)
}

/** Checks a configuration already read; `file` is only for the sentence. */
export function checkConfig(value: unknown, file: string): Config {
  const result = configSchema.safeParse(value)
  if (result.success) {
    const wrong = contradictions(result.data)
    if (wrong.length > 0) throw new Fault('CONFIG_WRONG', wrong.map((each) => `${file}: ${each}`).join('\n'))
    return result.data
  }
  throw new Fault(
    'CONFIG_WRONG',
    result.error.issues.map((issue) => `${file}: ${sentence(issue, value)}`).join('\n'),
  )
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Fault(
      'CONFIG_WRONG',
      `${file}: cannot be read (${(cause as NodeJS.ErrnoException).code}). Give an existing JSON file with --config.`,
      cause,
    )
  }
}

/** The text of a configuration file as a value, not yet checked. */
export function parsedConfig(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Fault('CONFIG_WRONG', `${file}: is not JSON: ${(cause as Error).message}.`, cause)
  }
}

function sentence(issue: z.core.$ZodIssue, root: unknown): string {
  const key = issue.path.join('.') || '(top)'
  if (issue.code === 'unrecognized_keys') {
    return `unknown key ${issue.keys.map((each) => [...issue.path, each].join('.')).join(', ')}; allowed here: ${allowedKeys(issue.path)}.`
  }
  const found = issue.path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    root,
  )
  return `${key}: found ${JSON.stringify(found) ?? 'nothing'}; ${issue.message}.`
}

/** Keys a strict object takes, found by walking the schema along the path; devices differ by driver. */
function allowedKeys(path: readonly PropertyKey[]): string {
  let schema: unknown = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
  for (const step of path) {
    const node = schema as { properties?: Record<string, unknown>; items?: unknown }
    schema = typeof step === 'number' ? node.items : node.properties?.[String(step)]
  }
  const node = schema as
    | { properties?: Record<string, unknown>; oneOf?: { properties: Record<string, unknown> }[] }
    | undefined
  const keys = node?.properties
    ? Object.keys(node.properties)
    : (node?.oneOf ?? []).flatMap((one) => Object.keys(one.properties))
  return [...new Set(keys)].join(', ') || 'none'
}
