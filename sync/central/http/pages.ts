import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Serves the built pages in `folder`; central's own page, central.html, is `/`. Without it `/` says what is missing. */
export function servePages(app: FastifyInstance, folder: string | undefined): void {
  if (folder === undefined || !existsSync(join(folder, 'central.html'))) {
    app.get('/', (_request, reply) => reply.type('text/plain').send(bare))
    return
  }
  app.register(fastifyStatic, { root: resolve(folder), index: ['central.html'], dotfiles: 'ignore' })
}

const bare = `Regrade central works; its pages are not built.
The report as CSV: /v1/reports/dispositions?format=csv
`
