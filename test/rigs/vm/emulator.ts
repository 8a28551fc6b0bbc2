import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import type { Machine } from './build-machine.ts'
import { findProgram } from './shell.ts'
import type { Cable } from './usb-ports.ts'
import { pageDoor } from './wire.ts'

/** What a machine is started with. */
export interface Start {
  readonly machine: Machine
  /** The project's folder, which the machine sees read-only. */
  readonly tree: string
  /** The project's sources without their types, which the machine sees too. */
  readonly plain: string
  readonly cables: readonly Cable[]
  readonly qmpSocket: string
  /** Where the host listens for the machine, on its own loopback. */
  readonly port: number
  /** Port of the host's loopback that leads to the station's page in the machine. */
  readonly pagePort: number
  /** Suites to run; all where none is named. */
  readonly suites: readonly string[]
}

/** Megabytes of the machine's memory. */
const memory = 2048

/** Starts the machine, which does not outlive this process; its console comes out of `stdout`. */
export async function startEmulator(start: Start): Promise<ChildProcess> {
  const program = findProgram('qemu-system-x86_64') ?? ''
  const args = [...hardware, ...(await processors()), ...sharing(start), ...wiring(start)]
  const emulator = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => emulator.kill('SIGKILL')
  process.once('exit', end)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
  emulator.once('close', () => process.off('exit', end))
  return emulator
}

// Software emulation even where /dev/kvm is: inside another machine it opens and then hangs. Without i8042=off keys
// would go to a PS/2 keyboard. A processor without AVX and FMA, whose emulation makes a network seven times slower.
const hardware = [
  ...['-M', 'q35,i8042=off', '-accel', 'tcg,thread=multi', '-cpu', 'Nehalem', '-m', String(memory)],
  ...['-display', 'none', '-no-reboot', '-serial', 'stdio', '-monitor', 'none', '-device', 'virtio-rng-pci'],
  ...['-device', 'qemu-xhci,id=usb,p2=15,p3=15'],
]

/** Two; one where the computer is busy, because two would spend what they get on waiting for each other. */
async function processors(): Promise<string[]> {
  return ['-smp', (await threadsAtWork()) > 2 * availableParallelism() ? '1' : '2']
}

/** Threads that want a processor, the middle of ten looks in a second: a load average still holds the minute before, and what ended in it. */
async function threadsAtWork(): Promise<number> {
  const looks: number[] = []
  for (let look = 0; look < 10; look++) {
    await setTimeout(100)
    looks.push(Number(/ (\d+)\//.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1]))
  }
  return looks.toSorted((one, other) => one - other)[5] ?? 0
}

function sharing({ machine, tree, plain, port, pagePort, suites }: Start): string[] {
  const folder = (path: string, tag: string) =>
    `local,path=${path},mount_tag=${tag},security_model=none,multidevs=remap,readonly=on`
  const words = [
    // On a busy computer the kernel's own test of its timer fails, and it hangs.
    'console=ttyS0 quiet panic=-1 mitigations=off no_timer_check net.ifnames=0',
    `regrade.host=10.0.2.2:${port}`,
    suites.length > 0 ? `regrade.suites=${suites.join()}` : '',
  ].join(' ')
  return [
    ...['-kernel', machine.kernel, '-initrd', machine.initrd, '-append', words],
    ...[
      '-virtfs',
      folder(machine.root, 'root'),
      '-virtfs',
      folder(tree, 'tree'),
      '-virtfs',
      folder(plain, 'plain'),
    ],
    ...['-nic', `user,model=virtio-net-pci,hostfwd=tcp:127.0.0.1:${pagePort}-:${pageDoor}`],
  ]
}

function wiring({ cables, qmpSocket }: Start): string[] {
  const lines = cables.map(({ name, socket }) => ['-chardev', `socket,id=${name},path=${socket},reconnect=1`])
  return ['-qmp', `unix:${qmpSocket},server=on,wait=off`, ...lines.flat()]
}
