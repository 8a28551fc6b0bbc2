import { z } from 'zod'
import { type CameraRole, cameraRoles } from '../kernel/frame.ts'

const name = z.string().min(1).max(60)
const path = z.string().min(1)
const role = z.enum(cameraRoles)
/** Pictures a second that ffmpeg is asked for; a shot waits for the next one, and each costs some of a core. */
const fps = z.int().min(1).max(60)

/** Milliseconds a camera may need to expose, encode and send: a shot takes no picture whose time is nearer to the call. */
const latencyMs = z.int().min(0).max(10_000).exactOptional()

const v4l2 = z
  .strictObject({
    driver: z.literal('v4l2'),
    name,
    role,
    /** Its link under /dev/v4l: by what it is, or by the port it is plugged into. */
    device: z
      .string()
      .regex(
        /^\/dev\/v4l\/by-(id|path)\/[^/]+$/,
        'name the camera by a link under /dev/v4l/by-id or /dev/v4l/by-path (npm run devices lists them); /dev/video numbers change from one start to the next',
      )
      .exactOptional(),
    serialNumber: z.string().min(1).exactOptional(),
    width: z.int().min(160).max(16_384).default(1920),
    height: z.int().min(120).max(16_384).default(1080),
    fps: fps.default(10),
    /** `auto` asks the camera at each start; a camera that says wrong things of itself is told one of the others. */
    format: z.enum(['auto', 'mjpeg', 'raw']).default('auto'),
    latencyMs,
  })
  .refine(
    ({ device, serialNumber }) => (device === undefined) !== (serialNumber === undefined),
    'name the camera either by "device" (a link under /dev/v4l) or by "serialNumber"',
  )

const rtsp = z.strictObject({
  driver: z.literal('rtsp'),
  name,
  role,
  url: z.url({
    protocol: /^rtsps?$/,
    hostname: /./,
    error:
      'give the address as rtsp://HOST/PATH, with NAME:PASSWORD@ before HOST where the camera asks for them',
  }),
  transport: z.enum(['tcp', 'udp']).default('tcp'),
  fps: fps.default(5),
  latencyMs,
})

/** The cameras a configuration may name. */
export const cameraSchema = z.discriminatedUnion('driver', [
  z.strictObject({
    driver: z.literal('http'),
    name,
    role,
    url: z.url({ protocol: /^https?$/, error: 'give the address of a photograph as http://HOST/PATH' }),
    timeoutMs: z.int().min(100).max(30_000).default(4000),
  }),
  z.strictObject({
    driver: z.literal('folder'),
    name,
    role,
    folder: path,
    /** What becomes of a picture once it is read: it stays, or moves to the folder `taken` inside. */
    after: z.enum(['stay', 'move']).default('stay'),
  }),
  z.strictObject({ driver: z.literal('page'), name, role }),
  v4l2,
  rtsp,
])

/** Cameras that take a picture whenever they are asked; a page or a folder gives one when somebody makes it. */
const watchable: readonly string[] = ['v4l2', 'rtsp', 'http']

/** Why a camera scanner has nothing to look through, beginning with its wrong key; undefined where it has. */
export function wrongScanner(
  scanner: { readonly role: CameraRole; readonly watch: boolean },
  cameras: readonly z.infer<typeof cameraSchema>[],
): string | undefined {
  const camera = cameras.find(({ role }) => role === scanner.role)
  const roles = cameras.map(({ role }) => role).join(', ') || 'none'
  if (!camera)
    return `role: found "${scanner.role}"; no camera has this role. Cameras are configured for: ${roles}.`
  if (!scanner.watch || watchable.includes(camera.driver)) return undefined
  return `watch: found true; a ${camera.driver} camera cannot be looked through all the time (v4l2, rtsp and http cameras can). Set "watch": false to read its photographs.`
}
