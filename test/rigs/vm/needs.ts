import { Cannot } from './cannot.ts'
import { findProgram } from './shell.ts'

/** Programs the machine is made and run with, each beside the Debian package that brings it. */
const programs: Readonly<Record<string, string>> = {
  'qemu-system-x86_64': 'qemu-system-x86',
  mmdebstrap: 'mmdebstrap',
  busybox: 'busybox-static',
  modprobe: 'kmod',
  depmod: 'kmod',
  cpio: 'cpio',
  xz: 'xz-utils',
  'dpkg-deb': 'dpkg',
  'apt-get': 'apt',
}

/** Throws Cannot with what this computer lacks. */
export function checkNeeds(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Cannot(
      `found ${process.platform} on ${process.arch}; the machine is made on Linux on x86-64 only.`,
    )
  if (process.getuid?.() !== 0)
    throw new Cannot('found an ordinary account; the machine is made by root, run this with sudo.')
  const missing = Object.keys(programs).filter((name) => !findProgram(name))
  if (missing.length === 0) return
  const packages = [...new Set(missing.map((name) => programs[name]))].join(' ')
  throw new Cannot(
    `${missing.join(', ')} not found; install with: apt-get install --no-install-recommends ${packages}`,
  )
}
