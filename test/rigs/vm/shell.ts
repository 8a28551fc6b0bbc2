import { type SpawnOptions, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Folders with system programs that an account's PATH may lack. */
const systemFolders = ['/usr/sbin', '/sbin', '/usr/bin', '/bin']

/** Where a program is, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...systemFolders]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** What a program printed, once it has ended well; rejects with its last words. */
export async function output(
  program: string,
  args: readonly string[],
  { input, ...options }: SpawnOptions & { readonly input?: Uint8Array } = {},
): Promise<Buffer> {
  const child = spawn(findProgram(program) ?? program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  // A program that has read enough closes its input.
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed)
    child.once('close', ended)
  })
  if (code === 0) return Buffer.concat(out)
  const words = Buffer.concat(err).toString().trim().split('\n').slice(-3).join(' ')
  throw new Error(`${program} ended with ${code}: ${words || 'no words'}`)
}
