import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { laneFaces } from '../rigs/fake-lane-views.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { until } from '../rigs/until.ts'
import { scanByWedge } from '../rigs/wedge-scanner.ts'
import { openAs } from './screens.ts'

let browser: Browser
let desk: FakeDesk
let served: Awaited<ReturnType<typeof serveFakePages>>
let page: Page

beforeAll(async () => {
  const folder = await buildPages()
  desk = fakeDesk(20)
  served = await serveFakePages(desk, folder)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  desk.calls.length = 0
  desk.show(laneFaces.scan)
  page = await (await browser.newContext()).newPage()
  await openAs({ page, desk, url: served.url }, 'a1', 'lane')
  return () => page.context().close()
})

/** Keys as a scanner sends them, with Enter behind. */
const scan = (text: string) => scanByWedge(page, text)

async function called(call: string): Promise<void> {
  await until(
    async () => desk.calls,
    (calls) => calls.includes(call),
    call,
  )
}

it('[WG9] a scan is heard with the focus nowhere, on a button, on a link', async () => {
  await page.getByTestId('type-code').waitFor()
  await scan('4006381333931')
  await called('lane.scan 4006381333931 wedge')
  await page.getByTestId('type-code').focus()
  await scan('RMA-20417')
  await called('lane.scan RMA-20417 wedge')
  await page.getByTestId('nav-health').focus()
  await scan('RG0123456789')
  await called('lane.scan RG0123456789 wedge')
  // Neither the button nor the link was pressed by the scanner's Enter.
  expect(await page.getByTestId('typed-code').count()).toBe(0)
  expect(page.url()).toMatch(/#\/lane$/)
})

it('[WG9] a text field a scan ran into is put back as it was', async () => {
  await openAs({ page, desk, url: served.url }, 'a1', 'setup')
  await page.getByTestId('enrol-code').fill('half a code')
  await page.getByTestId('enrol-code').focus()
  await scan('TEST-YZ:/_1')
  await page.getByTestId('heard').filter({ hasText: 'TEST-YZ:/_1' }).waitFor()
  expect(await page.getByTestId('enrol-code').inputValue()).toBe('half a code')
})

it('[WG12] a slow scanner is learnt on the set-up screen, heard from then on, and forgotten again', async () => {
  await openAs({ page, desk, url: served.url }, 'a1', 'setup')
  const slow = (code: string) => scanByWedge(page, code, 0.05)
  const speed = page.getByTestId('wedge-speed')
  await page.getByTestId('learn-speed').click()
  await slow('ANOTHER-CODE')
  await page.getByTestId('learning-speed').filter({ hasText: 'not the code above' }).waitFor()
  for (let scan = 0; scan < 3; scan += 1) {
    await page
      .getByTestId('learning-speed')
      .filter({ hasText: `${scan} of 3` })
      .waitFor()
    await slow('TEST-YZ:/_1')
  }
  await speed.filter({ hasText: 'learnt' }).waitFor()
  await slow('4006381333931')
  await page.getByTestId('heard').filter({ hasText: '4006381333931' }).waitFor()
  await page.reload()
  await speed.filter({ hasText: 'learnt' }).waitFor()
  await page.getByTestId('forget-speed').click()
  await speed.filter({ hasText: 'as usual' }).waitFor()
})

it('[WG10] Enter alone presses what has the focus, and a half-read code presses nothing', async () => {
  await page.getByTestId('type-code').focus()
  await scan('12')
  await page.waitForTimeout(300)
  expect(await page.getByTestId('typed-code').count()).toBe(0)
  await page.keyboard.press('Enter')
  await page.getByTestId('typed-code').waitFor()
})

it('[WG10] keys of a checklist answer once, and digits of a scan answer nothing', async () => {
  desk.show(laneFaces.checking)
  await page.getByTestId('question').waitFor()
  await scan('1234567890')
  await called('lane.scan 1234567890 wedge')
  expect(desk.calls).toEqual(['lane.scan 1234567890 wedge'])
  await page.keyboard.press('2')
  await called('lane.answer hygiene_seal no')
})

it('[WG9] a list a scan ran into keeps its choice, and its own keys still work', async () => {
  await openAs({ page, desk, url: served.url }, 's1', 'review')
  const list = page.locator('select').first()
  await list.selectOption('C')
  await list.focus()
  await scan('BAD-CODE-9')
  expect(await list.inputValue()).toBe('C')
  await page.keyboard.press('ArrowDown')
  expect(await list.inputValue()).toBe('D')
})

it('a number picks the card that shows it, on every page of cards', async () => {
  desk.show(laneFaces['identified-many'])
  await page.getByTestId('candidate').first().waitFor()
  await page.keyboard.press('m')
  await page.getByText(/2 of/).waitFor()
  await page.keyboard.press('2')
  await called('lane.choose k7')
})

it('people can still type', async () => {
  await page.getByTestId('type-code').click()
  await page.getByTestId('typed-code').waitFor()
  await page.keyboard.type('RMA 7', { delay: 120 })
  await page.keyboard.press('Enter', { delay: 20 })
  await called('lane.scan RMA 7 typed')
})

it('[WG10] Enter means the screen, not the link that was clicked before', async () => {
  await page.getByTestId('nav-review').click()
  await page.getByTestId('confirm').waitFor()
  await page.keyboard.press('Enter')
  await until(
    async () => desk.calls,
    (calls) => calls.some((call) => call.startsWith('review.decide')),
    'a decision',
  )
})

it('[PG29] after a decision comes the item that stood behind it, although the list was loaded anew before the answer', async () => {
  await openAs({ page, desk, url: served.url }, 's1', 'review')
  const rows = page.getByTestId('queue-row')
  const chosen = async (row: number) => {
    await rows.nth(row).click()
    await page.locator('[data-testid=confirm]:enabled').waitFor()
    return page.url()
  }
  const behind = await chosen(2)
  const own = await chosen(1)
  const before = await rows.count()
  const answered = Promise.withResolvers<void>()
  await page.route(/review\.decide/, async (route) => {
    const response = await route.fetch()
    await answered.promise
    await route.fulfill({ response })
  })
  await page.keyboard.press('Enter')
  await until(
    async () => {
      // as when the window is come back to: what is older than a second is asked anew
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
      return rows.count()
    },
    (count) => count < before,
    'the list without the decided item',
  )
  expect(page.url()).toBe(own)
  answered.resolve()
  await page.waitForURL((url) => url.href !== own)
  expect(page.url()).toBe(behind)
})

it('[PG28] V voids the label of a decided item, and review and history say so', async () => {
  await openAs({ page, desk, url: served.url }, 's1', 'review')
  await page.getByTestId('confirm').waitFor()
  // The item shown first waits for a decision: its label cannot be voided.
  expect(await page.getByTestId('void').isDisabled()).toBe(true)
  await page.getByTestId('which-all').click()
  // Until the other list is here, the second row is still one that waits.
  await page.getByTestId('queue-row').nth(1).filter({ hasNotText: 'Waits for you' }).click()
  await page.locator('[data-testid=void]:enabled').waitFor()
  const id = page.url().split('/').at(-1) ?? ''
  await page.keyboard.press('v')
  await page.getByTestId('void-recorded_twice').waitFor()
  // A scanner may send Tab too: alone it is a person's.
  await page.keyboard.press('Tab')
  await page.waitForTimeout(300)
  await page.getByTestId('void-recorded_twice').focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-testid=void-go]:enabled').focus()
  await page.keyboard.press('Enter')
  await called(`review.voidLabel ${id} recorded_twice`)
  await page.locator('[data-testid=reprint]:disabled').waitFor()
  expect(await page.getByTestId('void').isDisabled()).toBe(true)
  expect(await page.getByTestId('queue-row').nth(1).innerText()).toContain('Label is void')
  expect(await page.locator('article').innerText()).toContain('Item was recorded twice')
  await openAs({ page, desk, url: served.url }, 's1', 'history')
  await page.getByText('label is void').waitFor()
  expect(await page.getByTestId('reprint').nth(1).isDisabled()).toBe(true)
})
