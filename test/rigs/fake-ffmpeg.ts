import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the program does: pictures of the scene (all the same bytes, or each with its own), half ones, none, no stream at all, ending with words, or not listening to SIGTERM. */
export type FfmpegMood = 'same' | 'noisy' | 'half' | 'hang' | 'deaf' | `garbage\n${string}` | `end\n${string}`

/** A program in the place of ffmpeg, in the hands of a test. */
export interface FakeFfmpeg {
  readonly program: string
  show(scene: Uint8Array): void
  mood(mood: FfmpegMood): void
  /** Every run so far, oldest first. */
  runs(): readonly { readonly pid: number; readonly args: readonly string[] }[]
  close(): void
}

/** Puts an executable named ffmpeg into a folder of its own; Linux and macOS. */
export function fakeFfmpeg(mood: FfmpegMood, scene: Uint8Array): FakeFfmpeg {
  const folder = mkdtempSync(join(tmpdir(), 'regrade-ffmpeg-'))
  const program = join(folder, 'ffmpeg')
  const script = join(import.meta.dirname, 'fake-ffmpeg-program.mjs')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${script}" "${folder}" "$@"\n`)
  chmodSync(program, 0o755)
  // The program reads while this writes: each file is put in place whole.
  const put = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, `${name}.new`), content)
    renameSync(join(folder, `${name}.new`), join(folder, name))
  }
  put('scene.jpg', scene)
  put('mood', mood)
  return {
    program,
    show: (next) => put('scene.jpg', next),
    mood: (next) => put('mood', next),
    runs: () => {
      const file = join(folder, 'runs')
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
      return lines.map((line) => JSON.parse(line))
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
