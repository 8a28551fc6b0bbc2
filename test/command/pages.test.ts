import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPages, sourcesHash } from '../../main/shell/build-pages.ts'

let folder: string
beforeAll(async () => {
  folder = await buildPages()
})

describe('built pages', () => {
  it('[PG1] hold no inline script, style or handler', () => {
    for (const name of ['index.html', 'central.html']) {
      const html = readFileSync(join(folder, name), 'utf8')
      expect(html).toContain('<script type="module"')
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/)
      expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    }
  })

  it('[PG1] style sheets load nothing from elsewhere and nothing inline', () => {
    const sheets = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.css'))
    expect(sheets.length).toBeGreaterThan(0)
    for (const sheet of sheets) {
      const css = readFileSync(join(folder, 'assets', sheet), 'utf8')
      const addresses = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, address = '']) => address)
      expect(addresses.filter((address) => !address.startsWith('/assets/'))).toEqual([])
      expect(css).not.toContain('@import')
    }
  })

  it('are React as it is meant for service, also when a test built them', () => {
    const scripts = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'))
    const all = scripts.map((script) => readFileSync(join(folder, 'assets', script), 'utf8')).join()
    expect(all).not.toContain('react.dev/link/react-devtools')
  })

  it('are built once for the same sources', async () => {
    const stamp = () => readFileSync(join(folder, '.stamp'), 'utf8')
    expect(stamp()).toBe(sourcesHash())
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(await buildPages()).toBe(folder)
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe(page)
  })
})
