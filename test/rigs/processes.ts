import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** One process of this machine: who started it, what it runs, and the memory it holds (resident, bytes). */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
  readonly residentBytes: number
}

/** Every process that descends from `pid`, the children first; `pid` itself is not among them. */
export function descendantsOf(pid: number): Process[] {
  const all = processes()
  const found: Process[] = []
  for (let parents = [pid]; parents.length > 0; ) {
    const children = all.filter((each) => parents.includes(each.parent))
    found.push(...children)
    parents = children.map((each) => each.pid)
  }
  return found
}

/** Resident memory of a process with all that descends from it, in bytes. */
export function residentBytes(pid: number): number {
  const own = processes().find((each) => each.pid === pid)?.residentBytes ?? 0
  return descendantsOf(pid).reduce((total, each) => total + each.residentBytes, own)
}

function processes(): Process[] {
  return existsSync('/proc/self/status') ? fromProc() : fromPs()
}

function fromProc(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8')
        const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        return [{ pid: Number(name), parent: field('PPid'), command, residentBytes: field('VmRSS') * 1024 }]
      } catch {
        // It ended while it was looked at.
        return []
      }
    })
}

function fromPs(): Process[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, rss, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid
      ? [
          {
            pid: Number(pid),
            parent: Number(parent),
            command: command ?? '',
            residentBytes: Number(rss) * 1024,
          },
        ]
      : []
  })
}
