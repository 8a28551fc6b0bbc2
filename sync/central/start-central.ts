import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { buildApp } from './app.ts'
import { BlobStore } from './blobs/blob-store.ts'
import { lockFolder } from './database/folder-lock.ts'
import { openDatabase } from './database/open-database.ts'
import type { Flags } from './flags.ts'
import { isLoopbackName } from './http/key-guard.ts'
import { newMetrics } from './http/metrics.ts'
import { openKeys } from './keys.ts'

/** A central in service. */
export interface Central {
  readonly url: string
  /** Answers what is under way, then closes the database; may be called twice. */
  stop(): Promise<void>
}

/** Starts central as the flags say; Faults are one sentence each: folder, lock, database, keys, port. */
export async function startCentral(flags: Flags, log: FastifyBaseLogger): Promise<Central> {
  const undo: (() => unknown)[] = []
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= unwind(undo)
    return stopping
  }
  try {
    const app = await assemble(flags, log, undo)
    return { url: await listen(app, flags), stop }
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

/** Takes back what was set up, the last thing first. */
async function unwind(undo: (() => unknown)[]): Promise<void> {
  for (const step of undo.reverse()) await step()
}

async function assemble(
  flags: Flags,
  log: FastifyBaseLogger,
  undo: (() => unknown)[],
): Promise<FastifyInstance> {
  const folder = join(flags.data, 'central')
  const openReading = isLoopbackName(flags.host)
  if (!openReading)
    log.warn(
      `central listens on ${flags.host} without encryption; put TLS in front of it (README of central)`,
    )
  await mkdir(folder, { recursive: true }).catch((thrown) => {
    throw fileFault(thrown, folder)
  })
  const lock = lockFolder(folder)
  undo.push(() => lock.release())
  const keys = await openKeys(folder, process.env, randomBytes).catch((thrown) => {
    throw fileFault(thrown, folder)
  })
  const db = await openDatabase(
    flags.databaseUrl
      ? { kind: 'postgres', url: flags.databaseUrl }
      : { kind: 'folder', folder: join(folder, 'pg') },
  )
  undo.push(() => db.destroy())
  const blobs = new BlobStore(join(folder, 'blobs'), v7)
  await blobs.sweep()
  const parts = {
    ...{ db, blobs, keys, newId: v7, random: randomBytes, clock: { now: Date.now } },
    metrics: newMetrics({ process: true }),
    openReading,
  }
  const app = await buildApp(parts, { log, ...(flags.pages === undefined ? {} : { pages: flags.pages }) })
  undo.push(() => app.close())
  return app
}

async function listen(app: FastifyInstance, { host, port }: Flags): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE')
      throw new Fault(
        'PORT_IN_USE',
        `${host}:${port} is used by another program. Give another one with --port.`,
        cause,
      )
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Fault(
        'BAD_INPUT',
        `--host ${host} --port ${port}: this machine does not allow it (${code})`,
        cause,
      )
    throw cause
  }
  const address = app.server.address()
  const open = typeof address === 'object' && address ? address.port : port
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${open}`
}
