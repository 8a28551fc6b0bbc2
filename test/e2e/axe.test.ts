import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { demoCodes } from '../../main/station/demo.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { enterAsAdmin, stationClient } from '../rigs/station-client.ts'
import { until } from '../rigs/until.ts'
import { workItem } from '../rigs/work-item.ts'
import { screens } from './screens.ts'

let browser: Browser
let pages = ''
beforeAll(async () => {
  pages = await buildPages()
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** What axe has to say of a screen by day and by night, each with the places, so that a failure can be read. */
async function violations(page: Page): Promise<string[]> {
  // A page still empty has nothing to find: every screen has its heading, once it is there.
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await said(axeOn(page))
  await page.emulateMedia({ colorScheme: 'dark' })
  // colours are all that the scheme changes
  const dark = await said(axeOn(page).withRules(['color-contrast']))
  return [...light, ...dark.map((each) => `dark: ${each}`)]
}

/** No page here has a frame, for whose sake axe would open an empty page each time, and only what is wrong is read: half the time. */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
}

async function said(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html}`))
}

describe('every screen of a station', () => {
  let context: BrowserContext
  let page: Page
  let desk: FakeDesk
  let served: Awaited<ReturnType<typeof serveFakePages>> | undefined
  beforeAll(async () => {
    desk = fakeDesk(60)
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    page = await context.newPage()
  })
  // A screen may want to see the station gone: the next one gets a new one.
  beforeEach(async () => {
    served ??= await serveFakePages(desk, pages)
    await page.unrouteAll()
    // Addresses that differ behind # only would keep the page of the screen before.
    await page.goto('about:blank')
  })
  afterAll(async () => {
    await context?.close()
    await served?.close()
  })

  const close = async () => {
    await served?.close()
    served = undefined
  }
  it.each(Object.keys(screens))('%s: axe finds nothing, by day and by night', async (name) => {
    await screens[name]?.({ page, desk, url: served?.url ?? '', close })
    expect(await violations(page)).toEqual([])
  })
})

describe('every screen of central', () => {
  let house: House
  let seen = ''
  let sealed = ''
  beforeAll(async () => {
    house = await openHouse({ pages })
    const client = stationClient(house.station().url)
    await enterAsAdmin(client)
    const nextCode = demoCodes()
    seen = await workItem(client, nextCode())
    sealed = await workItem(client, nextCode(), { answers: { sealed: 'yes' } })
    await until(house.central.inspections, (rows) => rows.length === 2, 'two inspections at central')
  })
  afterAll(() => house?.close())

  const places = () => ({
    report: '#/report',
    items: '#/items',
    inspection: `#/inspection/${seen}`,
    'inspection without photographs': `#/inspection/${sealed}`,
  })
  it.each(['report', 'items', 'inspection', 'inspection without photographs'] as const)(
    '%s: axe finds nothing, by day and by night',
    async (place) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      try {
        const page = await context.newPage()
        await page.goto(`${house.centralUrl}/${places()[place]}`, { waitUntil: 'networkidle' })
        expect(await violations(page)).toEqual([])
      } finally {
        await context.close()
      }
    },
  )
})
