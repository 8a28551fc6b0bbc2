import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Serves the built pages in `folder`; central's own page, central.html, is `/`. Until it is built `/` says what there is. */
export function servePages(app: FastifyInstance, folder: string | undefined): void {
  const root = folder === undefined ? undefined : resolve(folder)
  if (root !== undefined) app.register(fastifyStatic, { root, index: false, dotfiles: 'ignore' })
  app.get('/', (_request, reply) =>
    // Asked each time: pages may be built while central runs.
    root !== undefined && existsSync(join(root, 'central.html'))
      ? reply.sendFile('central.html')
      : reply.type('text/plain').send(bare),
  )
}

const bare = `Regrade central works; its pages are not built.
The report as CSV: /v1/reports/dispositions?format=csv
`
