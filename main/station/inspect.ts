import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { unitsForHint, unitsForVerdict } from '../../models/memory/promise.ts'
import { startEyes } from '../../models/onnx/eyes.ts'
import { photoFault } from '../../models/onnx/unusable.ts'
import { memoryCatalogue } from '../../sync/catalogue/memory.ts'
import { readCatalogueFile } from '../../sync/catalogue/read-file.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { cameraRoles, type Frame } from '../kernel/frame.ts'
import { type Category, categories } from '../kernel/item.ts'
import { readConfig } from './config.ts'
import { memoryIn } from './data-folder.ts'
import { inspectPhotos, type PhotoJob, printed } from './inspect-photos.ts'
import { asText } from './inspect-text.ts'
import { keepWholes, wholeName, wholesSku } from './inspect-wholes.ts'
import { readMemory } from './memory-parts.ts'
import { readPolicy } from './policy-file.ts'
import { systemClock as clock, systemIds as newId, systemRandom as random } from './system.ts'
import { weightsOf } from './weights.ts'

const usage = `Use: npm run inspect -- [--code CODE] [--catalogue FILE] [--data DIR | --whole [ROLE=]PHOTO …] [--category ${categories.join('|')}] [--policy FILE] [--json] photo.jpg …`
const help = `${usage}
  --code CODE           what was read from the item, looked up in --catalogue FILE (JSON or CSV)
  --data DIR            compares with the whole units that a station was taught
  --whole [ROLE=]PHOTO  compares with a photograph of a whole unit; once for each unit and view, with its role where several
                        views are inspected (photographs are ${cameraRoles.join(', ')}, in the order they are named);
                        ${unitsForHint} units of a view give hints, ${unitsForVerdict} are needed to count
  --json                prints the whole record`
/** As many views as the eyes take for one item. */
const mostPhotos = 16

interface Wish {
  readonly code: string
  readonly catalogue?: string
  /** A station's data folder: its whole units are compared with. */
  readonly data?: string
  /** Photographs of whole units it is compared with, each `PHOTO` or `ROLE=PHOTO`. */
  readonly whole: readonly string[]
  readonly category: Category
  readonly policy?: string
  readonly json: boolean
  readonly files: readonly string[]
}

function readWish(args: readonly string[]): Wish | 'help' {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    code: text,
    catalogue: text,
    data: text,
    whole: { ...text, multiple: true } as const,
    category: text,
    policy: text,
    json: flag,
    help: flag,
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { code = '', category = 'other', json = false, whole = [], help, ...files } = values
    if (help) return 'help'
    if (positionals.length === 0) throw new Error('no photograph was named')
    if (positionals.length > mostPhotos)
      throw new Error(
        `${positionals.length} photographs were named; at most ${mostPhotos} of one item are allowed`,
      )
    if (!isCategory(category))
      throw new Error(`--category: found ${category}; allowed: ${categories.join(', ')}`)
    if (files.data !== undefined && whole.length > 0)
      throw new Error('--data and --whole were both given; only one of them is allowed')
    return { ...files, code, category, json, whole, files: positionals }
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message}. ${usage}`, cause)
  }
}

function isCategory(text: string): text is Category {
  return (categories as readonly string[]).includes(text)
}

/** Where the person stood: npm runs scripts in the project's folder. */
function pathOf(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}

async function photoOf(file: string, index: number): Promise<PhotoJob['photos'][number]> {
  const bytes = await readFile(pathOf(file)).catch((cause: NodeJS.ErrnoException) => {
    throw new Fault(
      'PHOTO_UNREADABLE',
      `${file}: cannot be read (${cause.code}); name an existing JPEG or PNG file`,
      cause,
    )
  })
  const mediaType = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
  const role = cameraRoles[index % cameraRoles.length] ?? 'top'
  const frame: Frame = { role, bytes, mediaType, device: file, takenAt: clock.now() }
  return { frame, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function taughtIn(folder: string): string {
  const file = memoryIn(folder)
  if (existsSync(file)) return file
  throw new Fault(
    'BAD_INPUT',
    `--data: found no memory.db in ${folder}; name the data folder of a station that was taught`,
  )
}

/** The file of the units to compare with; undefined where none were asked for. */
function unitsFile({ data, whole }: Wish): string | undefined {
  if (data !== undefined) return taughtIn(pathOf(data))
  return whole.length > 0 ? ':memory:' : undefined
}

/** What could not be compared is said beside the record; the record is printed all the same. */
const log = { warn: (...said: unknown[]) => console.error(said.at(-1)) }

async function run(wish: Wish): Promise<void> {
  const policy = readPolicy(wish.policy && pathOf(wish.policy))
  const batch = wish.catalogue ? readCatalogueFile(pathOf(wish.catalogue)) : undefined
  const lookup = memoryCatalogue(
    batch ?? { cursor: 0, skus: [], lines: [], removedSkus: [], removedLines: [] },
  )
  const photos = await Promise.all(wish.files.map(photoOf))
  const roles = photos.map(({ frame }) => frame.role)
  const wholes = wish.whole.map((text) => wholeName(text, roles))
  const file = unitsFile(wish)
  const eyes = startEyes({ weights: weightsOf(readConfig(undefined)), clock })
  const memory = readMemory({ eyes, clock, log, ...(file ? { file } : {}) })
  try {
    const { keeps } = memory
    if (keeps && wholes.length > 0) await keepWholes({ ...keeps, eyes, clock }, wholes, pathOf)
    const { code, category } = wish
    const beside = wholes.length > 0 ? { wholesOf: wholesSku } : {}
    const record = await inspectPhotos(
      { photos, code, category, ...beside },
      { eyes, examiner: memory.examiner, lookup, policy, clock, newId, random },
    )
    const [fault] = record.shots.flatMap(
      (shot, index) => photoFault(wish.files[index] ?? '', shot.quality) ?? [],
    )
    if (fault) throw fault
    console.log(wish.json ? JSON.stringify(printed(record), null, 2) : asText(record))
  } finally {
    await memory.close()
    await eyes.close()
    lookup.close()
  }
}

try {
  const wish = readWish(process.argv.slice(2))
  if (wish === 'help') console.log(help)
  else await run(wish)
} catch (thrown) {
  const { code, detail } = asFault(thrown)
  console.error(`${code}: ${detail.trim()}`)
  process.exitCode = 2
}
