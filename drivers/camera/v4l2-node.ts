import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { holdersIn } from '../holders.ts'

/** Where to look for cameras and for who holds them; tests give their own. */
export interface NodeSources {
  /** The folder of links udev makes, `/dev/v4l`. */
  readonly links: string
  /** `/etc/group`: names of the groups a device may belong to. */
  readonly groups: string
  /** Programs that hold a device open, as far as this account may see. */
  holders(path: string): Promise<readonly string[]>
}

export const thisMachine: NodeSources = {
  links: '/dev/v4l',
  groups: '/etc/group',
  holders: (path) => holdersIn('/proc', path),
}

/** The device node of a camera as it is plugged in now, or why there is none, in words that fit after its name. */
export async function findNode(
  { device, serialNumber }: { readonly device?: string; readonly serialNumber?: string },
  sources: NodeSources,
): Promise<{ readonly path: string } | { readonly why: string }> {
  const links = await linksIn(join(sources.links, 'by-id'))
  const fitting = device
    ? [device]
    : links.filter((link) => basename(link).endsWith(`_${serialNumber}-video-index0`))
  if (fitting.length > 1)
    return {
      why: `is one of ${fitting.length} with the serial number ${serialNumber}; name its USB port (by-path)`,
    }
  const path = fitting[0] && (await realpath(fitting[0]).catch(() => undefined))
  if (path) return { path }
  const wanted = device ?? `serial number ${serialNumber}`
  const there = links.map((link) => basename(link)).join(', ') || 'none'
  return { why: `is not plugged in (${wanted}); cameras that are: ${there}` }
}

/** The first node of each camera in a folder of udev's links; the others are for its metadata. */
async function linksIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('-video-index0'))
    .toSorted()
    .map((name) => join(folder, name))
}

/** To whom a device is open, and what lets the station in. */
export async function nodeAccess(path: string, { groups }: NodeSources): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  const lines = (await readFile(groups, 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  const group = lines.find(([, , id]) => found && id === String(found.gid))?.[0] ?? 'video'
  if (group === 'root')
    return 'it is open to root alone; install drivers/udev/70-regrade.rules, then plug it in again'
  const rights = found ? `it is open to the group ${group}` : 'its group is not known'
  return `${rights}; run sudo usermod -aG ${group} ACCOUNT for the station's account and log in again`
}
