import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../main/kernel/fault.ts'
import type { HeadPack } from './head-pack.ts'

const stateShape = z.strictObject({ active: z.string().nullable(), before: z.array(z.string().nullable()) })
type State = z.infer<typeof stateShape>

/** How many steps back are kept in mind. */
const mostBefore = 30

/** The name of the head in use; undefined where none is. Fault BAD_INPUT where active.json is not what was written there. */
export function activeHead(folder: string): string | undefined {
  return stateOf(folder).active ?? undefined
}

/** Puts a head's files into the folder and uses it; the one before stays there to go back to. */
export function installHead(folder: string, { manifest, files }: HeadPack): void {
  const { active, before } = stateOf(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, content] of files) writeFileSync(join(folder, name), content, { flush: true })
  save(folder, { active: manifest.name, before: [active, ...before].slice(0, mostBefore) })
}

/** Goes back one step, to the head before or to none; gives the names, or undefined where there is nothing to undo. */
export function undoHead(folder: string): { readonly from: string; readonly to?: string } | undefined {
  const { active, before } = stateOf(folder)
  if (active === null) return undefined
  const [to = null, ...rest] = before
  save(folder, { active: to, before: rest })
  return { from: active, ...(to === null ? {} : { to }) }
}

function stateOf(folder: string): State {
  const file = join(folder, 'active.json')
  if (!existsSync(file)) return { active: null, before: [] }
  try {
    return stateShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${file} does not name a head. Delete it to grade without one.`, cause)
  }
}

/** Renamed into place, so that a power cut leaves the old state or the new one. */
function save(folder: string, state: State): void {
  const part = join(folder, 'active.json.part')
  writeFileSync(part, JSON.stringify(state), { flush: true })
  renameSync(part, join(folder, 'active.json'))
}
