import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What `npm start --` was asked for; paths are absolute. */
export interface Flags {
  readonly config?: string
  readonly data: string
  readonly port: number
  readonly centralPort: number
  readonly window: boolean
}

/** The flags, a wish for help, or one sentence saying what is wrong. */
export type FlagsRead =
  | { readonly kind: 'flags'; readonly flags: Flags }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string }

export const help = `npm start [-- FLAGS]    Regrade on this machine: central, the station and the kiosk window.

  --config FILE        the station's devices and settings (default: what Set-up saved, else a simulated rig)
  --data DIR           where everything is kept (default: .regrade/)
  --port N             the station's port on 127.0.0.1 (default: 4310)
  --central-port N     central's port on 127.0.0.1 (default: 4320)
  --no-window          opens no kiosk window; use a browser
  --help               this text
`

const options = {
  config: { type: 'string' },
  data: { type: 'string' },
  port: { type: 'string' },
  'central-port': { type: 'string' },
  'no-window': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Reads the words after `--`; relative paths start at `from`, the default data folder is `root`/.regrade. */
export function readFlags(
  words: readonly string[],
  { root, from }: { readonly root: string; readonly from: string },
): FlagsRead {
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false })
    if (values.help) return { kind: 'help' }
    const port = portOf('--port', values.port ?? '4310')
    const centralPort = portOf('--central-port', values['central-port'] ?? '4320')
    if (port === centralPort) throw new Error(`--port and --central-port are both ${port}; give each its own`)
    return {
      kind: 'flags',
      flags: {
        ...(values.config === undefined ? {} : { config: resolve(from, values.config) }),
        data: values.data === undefined ? resolve(root, '.regrade') : resolve(from, values.data),
        port,
        centralPort,
        window: !values['no-window'],
      },
    }
  } catch (thrown) {
    return { kind: 'wrong', sentence: sentence(thrown) }
  }
}

function portOf(flag: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535) throw new Error(`${flag} is "${text}"; allowed is a number from 1 to 65535`)
  return port
}

function sentence(thrown: unknown): string {
  // node:util says more than one sentence; the first names the flag.
  const first = (thrown instanceof Error ? thrown.message : String(thrown)).split(/\. |\n/)[0] ?? ''
  return `${first}. Try: npm start -- --help`
}
