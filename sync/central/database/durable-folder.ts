import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { syncFile, syncFolder } from './sync-to-disk.ts'

/** The WebAssembly module's options, which PGlite does not export by name. */
type ModuleOptions = Parameters<NodeFS['init']>[1]
type Module = Parameters<NonNullable<ModuleOptions['preRun']>[number]>[0]

/** What emscripten's NODEFS hands to a stream operation: `nfd` is Node's file descriptor, absent for folders. */
interface Stream {
  readonly nfd?: number
  readonly node: unknown
}

interface NodeFileSystem {
  readonly stream_ops: { fsync?(stream: Stream): number }
  realPath(node: unknown): string
}

/** PGlite's folder on disk with the one operation its file system leaves out: fsync, of files and of folders. */
export class DurableFolder extends NodeFS {
  override async init(pg: PGlite, options: ModuleOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } }
  }
}

function addFsync(module: Module): void {
  const files = module.NODEFS as unknown as NodeFileSystem
  files.stream_ops.fsync = ({ nfd, node }) => {
    if (nfd === undefined) syncFolder(files.realPath(node))
    else syncFile(nfd)
    return 0
  }
}
