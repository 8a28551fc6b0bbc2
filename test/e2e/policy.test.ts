import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { filledCentral } from '../rigs/filled-central.ts'
import { centralScreens, screens } from './screens.ts'

let browser: Browser
let desk: FakeDesk
let station: Awaited<ReturnType<typeof serveFakePages>>
let central: Awaited<ReturnType<typeof filledCentral>>
beforeAll(async () => {
  const folder = await buildPages()
  desk = fakeDesk(40)
  station = await serveFakePages(desk, folder)
  central = await filledCentral(folder, 40)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await central?.close()
  await station?.close()
})

/** What the browser blocked or the page threw while `show` ran. */
async function complaints(show: (page: Page) => Promise<void>): Promise<string[]> {
  const page = await (await browser.newContext()).newPage()
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) heard.push(message.text())
  })
  await show(page)
  await page.context().close()
  return heard
}

// One of each kind of part: steps, photographs with findings, dialogs, the virtual list, forms.
const telling = [
  'door-pin',
  'lane-scan-simulated',
  'lane-proposing',
  'lane-dialog-override',
  'lane-notice',
  'sign-quarantine',
  'review',
  'review-zoomed',
  'history',
  'health-trouble',
  'setup-scan',
  'setup-person',
]

it.each(telling)('[PG12] %s works where nothing inline is allowed', async (name) => {
  expect(await complaints((page) => screens[name]!({ page, desk, url: station.url }))).toEqual([])
})

it.each(Object.keys(centralScreens))('[PG12] %s works where nothing inline is allowed', async (name) => {
  expect(await complaints((page) => centralScreens[name]!(page, central.url))).toEqual([])
})
