import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { KeptView, UnitStore } from '../../models/memory/port.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import { photoFault } from '../../models/onnx/unusable.ts'
import type { Eyes } from '../../models/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import { type CameraRole, cameraRoles, type Frame } from '../kernel/frame.ts'
import { renewOne } from './renew-units.ts'
import { describeUnit, NoUnit } from './teach.ts'

/** A photograph of a whole unit as it was named on the command line, and which view of the item it shows. */
export interface WholeName {
  readonly file: string
  readonly role: CameraRole
}

export interface WholePorts {
  readonly units: UnitStore
  readonly remembering: Remembering
  readonly eyes: Eyes
  readonly clock: Clock
}

/** What the units of the command line are kept under: they are whole ones of the inspected item, whatever its SKU is. */
export const wholesSku = 'units of the command line'

/** Milliseconds the model's process may take until it says what model that is; it goes on without after that. */
const startMs = 30_000

const unfitWords = {
  unreadable: 'cannot be decoded; name another photograph',
  dark: 'is too dark to see anything; name another photograph',
  bright: 'is too bright to see anything; name another photograph',
  empty: 'shows an empty stage; name a photograph of one whole unit',
  two_items: 'shows two items; name a photograph of one whole unit alone',
} as const

/** Reads `PHOTO` or `ROLE=PHOTO`; without a role it is the only view inspected. A `./` before the name tells a file from a role. */
export function wholeName(text: string, inspected: readonly CameraRole[]): WholeName {
  const [, word, rest] = /^(\w+)=(.+)$/s.exec(text) ?? []
  const role = cameraRoles.find((each) => each === word)
  const roles = [...new Set(inspected)]
  const [only] = roles
  if (!role && roles.length === 1 && only) return { file: text, role: only }
  if (!role)
    throw new Fault(
      'BAD_INPUT',
      `--whole ${text}: ${roles.length} views are inspected; say which one it shows, as in ${only}=${text} (allowed: ${roles.join(', ')})`,
    )
  if (!roles.includes(role))
    throw new Fault(
      'BAD_INPUT',
      `--whole ${text}: no view ${role} is inspected; allowed: ${roles.join(', ')} (photographs are ${cameraRoles.join(', ')} in the order they are named)`,
    )
  return { file: rest ?? '', role }
}

/** Keeps each photograph as a whole unit of its own, with what the model says of it where one compares. */
export async function keepWholes(
  ports: WholePorts,
  wholes: readonly WholeName[],
  pathOf: (file: string) => string,
): Promise<void> {
  const seen = new Map<string, string>()
  for (const [index, whole] of wholes.entries()) {
    const frame = await frameOf(whole, pathOf, ports)
    refuseTwice(seen, whole, frame)
    const views = await described(ports, whole, frame)
    const at = ports.clock.now()
    ports.units.keep({ id: `${index + 1}`, sku: wholesSku, by: 'command line', at, views })
  }
  // whatever it answers, by then the eyes have said which model they are
  await ports.eyes.head(startMs)
  while (await renewOne(ports));
}

/** The photograph, once the eyes have found that something can be seen in it: without a picture of the stage only they can. */
async function frameOf(
  { file, role }: WholeName,
  pathOf: (file: string) => string,
  { eyes, clock }: WholePorts,
): Promise<Frame> {
  const bytes = await wholeBytes(file, pathOf(file))
  const mediaType = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
  const frame: Frame = { role, bytes, mediaType, device: file, takenAt: clock.now() }
  const quality = await eyes.measure(frame)
  const fault = photoFault(file, quality)
  if (fault) throw fault
  const { verdict } = quality
  if (verdict === 'dark' || verdict === 'bright' || verdict === 'empty')
    throw new Fault('BAD_INPUT', `--whole ${file}: ${unfitWords[verdict]}`)
  return frame
}

/** One unit counted twice would promise more than is known. */
function refuseTwice(seen: Map<string, string>, { file }: WholeName, { role, bytes }: Frame): void {
  const key = `${role} ${createHash('sha256').update(bytes).digest('hex')}`
  const before = seen.get(key)
  if (before !== undefined)
    throw new Fault(
      'BAD_INPUT',
      `--whole ${file}: is the same photograph as ${before}; name one photograph for each unit`,
    )
  seen.set(key, file)
}

async function described(ports: WholePorts, { file, role }: WholeName, frame: Frame): Promise<KeptView[]> {
  try {
    const views = await describeUnit(ports, wholesSku, [frame])
    return views.map(({ view }) => ({ role, ...view }))
  } catch (thrown) {
    throw thrown instanceof NoUnit ? refusal(file, thrown) : thrown
  }
}

async function wholeBytes(file: string, path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Fault(
      'PHOTO_UNREADABLE',
      `--whole ${file}: cannot be read (${cause.code}); name an existing JPEG or PNG file`,
      cause,
    )
  })
}

function refusal(file: string, cause: NoUnit): Fault {
  const code = cause.why === 'unreadable' ? 'PHOTO_UNREADABLE' : 'BAD_INPUT'
  return new Fault(code, `--whole ${file}: ${unfitWords[cause.why]}`, cause)
}
