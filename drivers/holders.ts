import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Programs with an open handle on a device, as `name (pid)`; those of other accounts cannot be seen into. */
export async function holdersIn(proc: string, path: string): Promise<readonly string[]> {
  const pids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => ((await holds(join(proc, pid), path)) ? pid : undefined)),
  )
  return Promise.all(
    found
      .filter((pid) => pid !== undefined)
      .map(async (pid) => {
        const name = await readFile(join(proc, pid, 'comm'), 'utf8').catch(() => 'a program')
        return `${name.trim()} (${pid})`
      }),
  )
}

async function holds(process: string, path: string): Promise<boolean> {
  const handles = await readdir(join(process, 'fd')).catch(() => [])
  const targets = await Promise.all(handles.map((fd) => readlink(join(process, 'fd', fd)).catch(() => '')))
  return targets.includes(path)
}
