import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { screens } from './screens.ts'

let browser: Browser
let served: Awaited<ReturnType<typeof serveFakePages>>
let desk: FakeDesk
beforeAll(async () => {
  desk = fakeDesk(60)
  served = await serveFakePages(desk, await buildPages())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

/** What axe has to say, each with the places, so that a failure can be read. */
async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html}`))
}

describe.each(['light', 'dark'] as const)('every screen, %s', (colorScheme) => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } })
    page = await context.newPage()
  })
  afterAll(() => context?.close())

  it.each(Object.keys(screens))('%s: axe finds nothing', async (name) => {
    // Addresses that differ behind # only would keep the page of the screen before.
    await page.goto('about:blank')
    await screens[name]?.({ page, desk, url: served.url })
    expect(await violations(page)).toEqual([])
  })
})
