import { readFileSync } from 'node:fs'
import { Cannot } from './cannot.ts'
import { output } from './shell.ts'

/** What this computer's own apt knows: the release, where it comes from, and the newest kernel of it. */
export interface Debian {
  readonly release: string
  readonly mirror: string
  /** Package of the newest kernel, `linux-image-…-amd64`, and its version. */
  readonly kernel: string
  readonly kernelVersion: string
  /** How apt is told to fetch here (proxies, clocks), as its own options. */
  readonly fetching: readonly string[]
}

/** Asks apt; throws Cannot where it knows no Debian kernel. */
export async function askApt(): Promise<Debian> {
  const release = field(readFileSync('/etc/os-release', 'utf8'), /^VERSION_CODENAME=(\w+)/m)
  const kernel = await newestKernel()
  const policy = kernel && (await text('apt-cache', 'policy', kernel))
  const kernelVersion = field(policy || '', /Candidate: (\S+)/)
  const mirror = await mirrorOf(release)
  if (!release || !kernel || !kernelVersion || !mirror)
    throw new Cannot('apt knows no Debian kernel (linux-image-amd64); run apt-get update, on Debian.')
  const config = (await text('apt-config', 'dump')).split('\n')
  const fetching = config.filter((line) => /^Acquire::(https?::|Check-|Retries)\S* ".+"/.test(line))
  return { release, mirror, kernel, kernelVersion, fetching }
}

async function newestKernel(): Promise<string> {
  return field(await text('apt-cache', 'depends', 'linux-image-amd64'), /Depends: (linux-image-\S+)/)
}

/** The archive of the release itself, not of its updates. */
async function mirrorOf(release: string): Promise<string> {
  const targets = await text(
    'apt-get',
    'indextargets',
    '--format',
    '$(RELEASE) $(COMPONENT) $(SITE) $(REPO_URI)',
  )
  const line = targets.split('\n').find((each) => each.startsWith(`${release} main `)) ?? ''
  return line.split(' ').at(-1) ?? ''
}

async function text(program: string, ...args: string[]): Promise<string> {
  return output(program, args).then(String, () => '')
}

function field(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? ''
}
