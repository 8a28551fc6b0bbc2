import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { activeHead, headsBefore } from '../../models/learning/head-folder.ts'
import { toldHeads } from '../../models/learning/told-heads.ts'
import { loadHead } from '../../models/onnx/load-head.ts'
import { openSession } from '../../models/onnx/session.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'

const child = join(import.meta.dirname, '../rigs/learn-child.ts')

/** Learns (or undoes) in a process that is killed at the step, as a power cut would; resolves with how it ended. */
function cut(folder: string, name: string, step = 'none', time = 1): Promise<NodeJS.Signals | number | null> {
  const process_ = spawn(process.execPath, [child, folder, name, step, String(time)], { stdio: 'inherit' })
  return new Promise((ended) => process_.on('close', (code, signal) => ended(signal ?? code)))
}

async function stands(folder: string): Promise<string | undefined> {
  const name = activeHead(folder)
  if (name !== undefined) expect(await loadHead(folder, name, openSession)).toMatchObject({ kind: 'ready' })
  return name
}

/** Five files a head, then the choice. */
const cuts = [
  ...[1, 3, 5].map((time) => ({ step: 'head:write', time, after: 'grades-1' })),
  { step: 'head:choose', time: 1, after: 'grades-1' },
  { step: 'head:chosen', time: 1, after: 'grades-2' },
]

it.each(cuts)(
  '[LE13] cut at $step, time $time, the head in use is $after and whole; learning again works',
  async (at) => {
    const folder = freshFolder()
    expect(await cut(folder, 'grades-1')).toBe(0)
    expect(await cut(folder, 'grades-2', at.step, at.time)).toBe('SIGKILL')
    expect(await stands(folder)).toBe(at.after)
    expect(await cut(folder, 'grades-3')).toBe(0)
    expect(await stands(folder)).toBe('grades-3')
    expect(headsBefore(folder)[0]).toBe(at.after)
    expect(toldHeads(folder).map(({ name }) => name)).not.toContain(at.after === 'grades-1' ? 'grades-2' : '')
  },
)

it.each([
  { step: 'head:choose', after: 'grades-2' },
  { step: 'head:chosen', after: 'grades-1' },
])('[LE13] an undo cut at $step leaves $after, whole', async ({ step, after }) => {
  const folder = freshFolder()
  expect(await cut(folder, 'grades-1')).toBe(0)
  expect(await cut(folder, 'grades-2')).toBe(0)
  expect(await cut(folder, 'undo', step)).toBe('SIGKILL')
  expect(await stands(folder)).toBe(after)
})
