import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../main/kernel/fault.ts'
import { syncFolder, takePlace } from '../registry/durable.ts'
import type { HeadPack } from './head-pack.ts'

const stateShape = z.strictObject({
  active: z.string().nullable(),
  before: z.array(z.string().nullable()),
  /** True after an undo: nothing is learnt at night until a person learns again. */
  paused: z.boolean().default(false),
})
type State = z.infer<typeof stateShape>

/** How many steps back are kept in mind. */
const mostBefore = 30

/** Durable moments, so that a test can cut the power exactly there. */
export type HeadStep = 'head:write' | 'head:choose' | 'head:chosen'
type HeadHook = (step: HeadStep) => void
const noHook: HeadHook = () => {}

/** The small file that says which head is in use; it is written anew at every change. */
export function stateFile(folder: string): string {
  return join(folder, 'active.json')
}

/** The name of the head in use; undefined where none is. Fault BAD_INPUT where active.json is not what was written there. */
export function activeHead(folder: string): string | undefined {
  return stateOf(folder).active ?? undefined
}

/** Whether the last thing done was an undo. Fault as activeHead. */
export function learningPaused(folder: string): boolean {
  return stateOf(folder).paused
}

/** Names of the heads that can be gone back to, the newest first. Fault as activeHead. */
export function headsBefore(folder: string): readonly string[] {
  return stateOf(folder).before.filter((name) => name !== null)
}

/** Writes a head's files into the folder, on the disk when it returns; nobody uses them yet. */
export function writeHead(folder: string, { files }: HeadPack, hook = noHook): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, content] of files) {
    hook('head:write')
    writeFileSync(join(folder, name), content, { flush: true, mode: 0o600 })
  }
  syncFolder(folder)
}

/** Uses a head whose files are there; the one before stays there to go back to, others are removed. */
export function chooseHead(folder: string, name: string, hook = noHook): void {
  const { active, before } = stateOf(folder)
  const steps = active === name ? before : [active, ...before].slice(0, mostBefore)
  save(folder, { active: name, before: steps, paused: false }, hook)
  sweep(folder)
}

/** Writes a head and uses it. */
export function installHead(folder: string, pack: HeadPack, hook = noHook): void {
  writeHead(folder, pack, hook)
  chooseHead(folder, pack.manifest.name, hook)
}

/** Removes what was written of a head that failed its check. */
export function dropHead(folder: string, { files }: HeadPack): void {
  for (const name of files.keys()) rmSync(join(folder, name), { force: true })
}

/** Goes back one step, to the head before or to none; gives the names, or undefined where there is nothing to undo. */
export function undoHead(
  folder: string,
  hook = noHook,
): { readonly from: string; readonly to?: string } | undefined {
  const { active, before } = stateOf(folder)
  if (active === null) return undefined
  const [to = null, ...rest] = before
  save(folder, { active: to, before: rest, paused: true }, hook)
  return { from: active, ...(to === null ? {} : { to }) }
}

function stateOf(folder: string): State {
  const file = stateFile(folder)
  if (!existsSync(file)) return { active: null, before: [], paused: false }
  try {
    return stateShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${file} does not name a head. Delete it to grade without one.`, cause)
  }
}

/** Renamed into place, so that a power cut leaves the old state or the new one. */
function save(folder: string, state: State, hook: HeadHook): void {
  const part = join(folder, 'active.json.part')
  hook('head:choose')
  writeFileSync(part, JSON.stringify(state), { flush: true, mode: 0o600 })
  takePlace(part, stateFile(folder))
  hook('head:chosen')
}

/** Files of heads nobody can go back to: those too many steps away, undone ones, and what a power cut left half written. */
function sweep(folder: string): void {
  const { active, before } = stateOf(folder)
  const kept = new Set([active, ...before])
  for (const file of readdirSync(folder))
    if (file.startsWith('grades-') && !kept.has(file.split('.')[0] ?? '')) rmSync(join(folder, file))
}
