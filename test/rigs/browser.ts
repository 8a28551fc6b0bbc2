import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import sparticuz, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')

/** What a test may ask of the browser besides the defaults. */
export interface BrowserWishes {
  /** An .mjpeg or .y4m file that the fake webcam shows; without it there is no webcam. */
  readonly webcam?: string
}

/**
 * A headless Chromium with nothing of the machine's own in it but its kernel: program, libraries and fonts come
 * from npm. CHROMIUM_PATH names another program, which then brings its own libraries and fonts.
 */
export async function launchBrowser({ webcam }: BrowserWishes = {}): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH
  const folder = own ? undefined : await unpacked()
  const fake = webcam
    ? [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${webcam}`,
      ]
    : []
  return chromium.launch({
    executablePath: own ?? join(folder!, 'chromium'),
    // Root in a container has no sandbox to offer; the pages are our own.
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-gpu', ...fake],
    ...(folder ? { env: { ...process.env, ...homeOf(folder) } as Record<string, string> } : {}),
  })
}

function homeOf(folder: string): Record<string, string> {
  return { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') }
}

/** Unpacks the browser once per version; two test workers at once both unpack and one of them wins. */
async function unpacked(): Promise<string> {
  const home = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = join(root, 'node_modules/.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true })
  const fresh = mkdtempSync(`${folder}.`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = fresh
  try {
    await sparticuz.executablePath(join(home, 'bin'))
    await inflate(join(home, 'bin/al2023.tar.br'))
    writeFileSync(join(fresh, 'fonts/fonts.conf'), fontsConf(join(folder, 'fonts')))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(fresh, folder)
  } catch {
    rmSync(fresh, { recursive: true })
  }
  return folder
}

/** The package's own file names folders of the cloud it was made for. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`
}
