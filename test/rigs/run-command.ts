import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** How a command ended, and what it said. */
export interface CommandEnd {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command of this project to run: its script (from the project's root), where, and with which words. */
export interface Command {
  readonly script: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a command as a person does, with nothing of the test's environment but the path and `env`, and waits for its end. */
export function runCommand({ script, args, cwd = root, env = {} }: Command): Promise<CommandEnd> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve(root, script), ...args], {
      cwd,
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    child.on('close', (code) => done({ code, out, err }))
  })
}
