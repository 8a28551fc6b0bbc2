import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEyes } from '../../models/onnx/eyes.ts'
import { photoFault } from '../../models/onnx/unusable.ts'
import { memoryCatalogue } from '../../sync/catalogue/memory.ts'
import { readCatalogueFile } from '../../sync/catalogue/read-file.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { cameraRoles, type Frame } from '../kernel/frame.ts'
import { type Category, categories } from '../kernel/item.ts'
import { readConfig } from './config.ts'
import { inspectPhotos, type PhotoJob, printed } from './inspect-photos.ts'
import { asText } from './inspect-text.ts'
import { readMemory } from './memory-parts.ts'
import { readPolicy } from './policy-file.ts'
import { systemClock as clock, systemIds as newId, systemRandom as random } from './system.ts'
import { weightsOf } from './weights.ts'

const usage = `Use: npm run inspect -- [--code CODE] [--catalogue FILE] [--data DIR] [--category ${categories.join('|')}] [--policy FILE] [--json] photo.jpg …`
/** As many views as the eyes take for one item. */
const mostPhotos = 16

interface Wish {
  readonly code: string
  readonly catalogue?: string
  /** A station's data folder: its whole units are compared with. */
  readonly data?: string
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
    category: text,
    policy: text,
    json: flag,
    help: flag,
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { code = '', category = 'other', json = false, help, ...files } = values
    if (help) return 'help'
    if (positionals.length === 0) throw new Error('no photograph was named')
    if (positionals.length > mostPhotos)
      throw new Error(
        `${positionals.length} photographs were named; at most ${mostPhotos} of one item are allowed`,
      )
    if (!isCategory(category))
      throw new Error(`--category: found ${category}; allowed: ${categories.join(', ')}`)
    return { ...files, code, category, json, files: positionals }
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

function memoryIn(folder: string): string {
  const file = join(folder, 'memory.db')
  if (existsSync(file)) return file
  throw new Fault(
    'BAD_INPUT',
    `--data: found no memory.db in ${folder}; name the data folder of a station that was taught`,
  )
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
  const units = wish.data && memoryIn(pathOf(wish.data))
  const eyes = startEyes({ weights: weightsOf(readConfig(undefined)), clock })
  const memory = readMemory({ eyes, clock, log, ...(units ? { file: units } : {}) })
  try {
    const record = await inspectPhotos(
      { photos, code: wish.code, category: wish.category },
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
  if (wish === 'help') console.log(usage)
  else await run(wish)
} catch (thrown) {
  const { code, detail } = asFault(thrown)
  console.error(`${code}: ${detail.trim()}`)
  process.exitCode = 2
}
