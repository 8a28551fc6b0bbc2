import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the program does: pictures of the scene (all the same bytes, or each with its own), half ones, none, no stream at all, ending with words, or not listening to SIGTERM. */
export type FfmpegMood = 'same' | 'noisy' | 'half' | 'hang' | 'deaf' | `garbage\n${string}` | `end\n${string}`

/** What most webcams say of themselves. */
const webcam = `[video4linux2,v4l2 @ 0x55d0] Compressed:       mjpeg :          Motion-JPEG : 640x480 1280x720 1920x1080
[video4linux2,v4l2 @ 0x55d0] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 1280x720
/dev/video0: Immediate exit requested
`

/** A program in the place of ffmpeg, in the hands of a test. */
export interface FakeFfmpeg {
  readonly program: string
  /** What it says when it is asked what a camera offers, a webcam's answer unless told; after a line `hang` it never ends, deaf to SIGTERM. */
  offers(words: string): void
  /** Every time it was asked that, oldest first. */
  asked(): readonly { readonly pid: number; readonly args: readonly string[] }[]
  show(scene: Uint8Array): void
  mood(mood: FfmpegMood): void
  /** Every run that was to give pictures so far, oldest first. */
  runs(): readonly { readonly pid: number; readonly args: readonly string[] }[]
  close(): void
}

/** Puts an executable named ffmpeg into a folder of its own; Linux and macOS. */
export function fakeFfmpeg(mood: FfmpegMood, scene: Uint8Array): FakeFfmpeg {
  const folder = mkdtempSync(join(tmpdir(), 'regrade-ffmpeg-'))
  const program = join(folder, 'ffmpeg')
  const script = join(import.meta.dirname, 'fake-ffmpeg-program.mjs')
  // Asking is answered by the shell: it comes before every run, and Node would take longer to start than to answer.
  writeFileSync(
    program,
    `#!/bin/sh
case " $* " in *" -list_formats "*)
  echo "$$ $*" >> "${folder}/asked"
  cat "${folder}/offers" >&2
  if grep -qx hang "${folder}/offers"; then trap '' TERM; exec sleep 600; fi
  exit 1
esac
exec "${process.execPath}" "${script}" "${folder}" "$@"
`,
  )
  chmodSync(program, 0o755)
  // The program reads while this writes: each file is put in place whole.
  const put = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, `${name}.new`), content)
    renameSync(join(folder, `${name}.new`), join(folder, name))
  }
  const linesOf = (name: string) => {
    const file = join(folder, name)
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  }
  put('scene.jpg', scene)
  put('mood', mood)
  put('offers', webcam)
  return {
    program,
    offers: (words) => put('offers', words),
    asked: () =>
      linesOf('asked').map((line) => {
        const [pid, ...args] = line.split(' ')
        return { pid: Number(pid), args }
      }),
    show: (next) => put('scene.jpg', next),
    mood: (next) => put('mood', next),
    runs: () => linesOf('runs').map((line) => JSON.parse(line)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
