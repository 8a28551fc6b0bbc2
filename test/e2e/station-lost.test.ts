import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { laneFaces } from '../rigs/fake-lane-views.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { openAs } from './screens.ts'

let browser: Browser
let desk: FakeDesk
let folder = ''
let served: Awaited<ReturnType<typeof serveFakePages>>
let page: Page
beforeAll(async () => {
  folder = await buildPages()
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  desk = fakeDesk(5)
  desk.show(laneFaces.checking)
  served = await serveFakePages(desk, folder)
  page = await (await browser.newContext()).newPage()
})
afterEach(async () => {
  await page.context().close()
  await served.close()
})

const lane = '**/trpc/lane.watch**'
const shown = () => page.locator('[data-state="checking"]').waitFor()
const trouble = () => page.getByTestId('trouble')

async function lost(): Promise<void> {
  await trouble().waitFor()
  expect(await trouble().innerText()).toContain('station')
}

it.each([
  ['gets no answer', (route: Route) => route.abort()],
  ['is refused by a station that is just ending', (route: Route) => route.fulfill({ status: 503 })],
])('[PG30] a page that was opened and %s says so, and shows the lane once it can', async (_, answer) => {
  await page.route(lane, answer)
  await openAs({ page, desk, url: served.url }, 'o1', 'lane')
  await lost()
  await page.unroute(lane)
  await shown()
  await trouble().waitFor({ state: 'hidden' })
})

it('[PG30] the lane stays as it was while the station is away, also when it refuses first, and goes on after', async () => {
  const { url } = served
  await openAs({ page, desk, url }, 'o1', 'lane')
  await shown()
  await page.route(lane, (route) => route.fulfill({ status: 503 }))
  await served.close()
  await lost()
  await page.waitForResponse((answer) => answer.status() === 503)
  await page.waitForResponse((answer) => answer.status() === 503)
  expect(await page.locator('[data-state="checking"]').isVisible()).toBe(true)
  desk.show(laneFaces.scan)
  served = await serveFakePages(desk, folder, Number(new URL(url).port))
  await page.unroute(lane)
  await page.locator('[data-state="scan"]').waitFor()
  await trouble().waitFor({ state: 'hidden' })
})
