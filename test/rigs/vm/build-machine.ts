import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Cannot } from './cannot.ts'
import { askApt, type Debian } from './debian.ts'
import { earlyModules, modules, packages } from './made-of.ts'
import { type Kernel, putModules } from './modules.ts'
import { findProgram, output } from './shell.ts'

const here = import.meta.dirname
const cache = resolve(here, '../../../.regrade/vm')

/** A machine on disk, ready to be started. */
export interface Machine {
  readonly kernel: string
  readonly initrd: string
  /** Its root folder, shared with it as it stands. */
  readonly root: string
  /** What it is made of, for a person. */
  readonly about: string
}

/** The machine of this computer's own Debian: from the cache, or built now. `say` hears one line a step. */
export async function buildMachine(say: (line: string) => void): Promise<Machine> {
  const debian = await askApt()
  const folder = join(cache, keyOf(debian))
  const machine = machineIn(folder, debian)
  if (existsSync(join(folder, 'whole'))) return machine
  rmSync(cache, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const kernel = await fetchKernel(debian, folder)
  say(`kernel ${debian.kernelVersion} fetched`)
  await makeRoot(debian, machine.root)
  await putModules(kernel, modules, machine.root)
  install(join(here, 'guest/machine-init'), join(machine.root, 'machine-init'))
  say(`Debian ${debian.release} unpacked`)
  await makeInitrd(kernel, machine.initrd)
  writeFileSync(machine.kernel, await bare(join(kernel.folder, `boot/vmlinuz-${kernel.release}`)))
  rmSync(kernel.folder, { recursive: true })
  writeFileSync(join(folder, 'whole'), '')
  return machine
}

function machineIn(folder: string, { release, kernelVersion }: Debian): Machine {
  return {
    kernel: join(folder, 'kernel'),
    initrd: join(folder, 'initrd.gz'),
    root: join(folder, 'root'),
    about: `Debian ${release}, kernel ${kernelVersion}`,
  }
}

/** Everything that goes into the machine, so that a change of any of it builds another one. */
function keyOf({ release, kernel, kernelVersion }: Debian): string {
  const sources = ['build-machine.ts', 'modules.ts', 'made-of.ts', 'guest/initrd-init', 'guest/machine-init']
  const hash = createHash('sha256').update([release, kernel, kernelVersion].join())
  for (const source of sources) hash.update(readFileSync(join(here, source)))
  return hash.digest('hex').slice(0, 12)
}

/** The kernel's package, fetched and unpacked; nothing of it is installed on this computer. */
async function fetchKernel({ kernel }: Debian, folder: string): Promise<Kernel> {
  await output('apt-get', ['-q', 'download', kernel], { cwd: folder }).catch((thrown: Error) => {
    throw new Cannot(`the kernel's package could not be fetched (${thrown.message}); is there a network?`)
  })
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb')) ?? ''
  const unpacked = join(folder, 'kernel-package')
  await output('dpkg-deb', ['-x', join(folder, archive), unpacked])
  rmSync(join(folder, archive))
  const release = kernel.replace('linux-image-', '')
  await output('depmod', ['-b', unpacked, release])
  return { folder: unpacked, release }
}

async function makeRoot({ release, mirror, fetching }: Debian, root: string): Promise<void> {
  const unread = ['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`)
  const options = [
    ...['-q', '--variant=minbase', `--include=${packages.join()}`],
    ...['APT::Install-Recommends "false"', ...fetching].map((option) => `--aptopt=${option}`),
  ]
  await output('mmdebstrap', [...options, ...unread, release, root, mirror]).catch((thrown: Error) => {
    throw new Cannot(`Debian's packages could not be fetched (${thrown.message}); is there a network?`)
  })
}

async function makeInitrd(kernel: Kernel, file: string): Promise<void> {
  const folder = `${file}.folder`
  for (const name of ['bin', 'dev', 'proc', 'sys', 'below', 'above', 'machine'])
    mkdirSync(join(folder, name), { recursive: true })
  install(findProgram('busybox') ?? '', join(folder, 'bin/busybox'))
  for (const name of ['sh', 'mount', 'mkdir', 'modprobe', 'switch_root'])
    symlinkSync('busybox', join(folder, 'bin', name))
  await putModules(kernel, earlyModules, folder)
  install(join(here, 'guest/initrd-init'), join(folder, 'init'))
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).join('\n')
  const archive = await output('cpio', ['-o', '-H', 'newc', '--quiet'], {
    cwd: folder,
    input: Buffer.from(names),
  })
  writeFileSync(file, gzipSync(archive, { level: 1 }))
  rmSync(folder, { recursive: true })
}

function install(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o755)
}

const xzMagic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])

/** The kernel without its own unpacker, which takes seconds under emulation; as it was where it is packed another way. */
async function bare(file: string): Promise<Uint8Array> {
  const packed = readFileSync(file)
  const at = packed.indexOf(xzMagic)
  if (at < 0) return packed
  // What follows the packed kernel is no xz, of which xz complains after it has unpacked all.
  const plain = await output('bash', ['-c', 'xz -dcq 2>/dev/null || true'], { input: packed.subarray(at) })
  return plain.subarray(1, 4).toString('latin1') === 'ELF' ? plain : packed
}
