import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { output } from './shell.ts'

/** Where an unpacked kernel package is, and what its release is called. */
export interface Kernel {
  readonly folder: string
  readonly release: string
}

/** Copies these modules, with all that they need, from the kernel package into a root folder. */
export async function putModules(kernel: Kernel, names: readonly string[], root: string): Promise<void> {
  const from = join(kernel.folder, 'lib/modules', kernel.release)
  const to = join(root, 'lib/modules', kernel.release)
  for (const file of await closureOf(kernel, names)) {
    const target = join(to, file.slice(file.indexOf(`/${kernel.release}/`) + kernel.release.length + 2))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(file, target)
  }
  for (const list of ['modules.order', 'modules.builtin', 'modules.builtin.modinfo'])
    copyFileSync(join(from, list), join(to, list))
  await output('depmod', ['-b', root, kernel.release])
}

/** Files of the modules and of every module they depend on, each once. */
async function closureOf(
  { folder, release }: Kernel,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const files = new Set<string>()
  for (const name of names) {
    const said = await output('modprobe', ['-d', folder, '-S', release, '--show-depends', name])
    for (const [, file] of String(said).matchAll(/^insmod (\S+)/gm)) if (file) files.add(file)
  }
  return files
}
