import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { laneFaces } from '../rigs/fake-lane-views.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { taughtRows } from '../rigs/fake-teach-and-models.ts'
import { until } from '../rigs/until.ts'
import { scanByWedge } from '../rigs/wedge-scanner.ts'
import { openAs } from './screens.ts'

let browser: Browser
let desk: FakeDesk
let served: Awaited<ReturnType<typeof serveFakePages>>
let page: Page
beforeAll(async () => {
  desk = fakeDesk(20)
  served = await serveFakePages(desk, await buildPages())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  desk.calls.length = 0
  desk.show(laneFaces.scan)
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  return () => page.context().close()
})

const open = (person: string, screen: string) => openAs({ page, desk, url: served.url }, person, screen)

describe('the teach screen', () => {
  it('[TS4] lists 5,000 taught products, drawing only those in sight, and finds one of them', async () => {
    desk.teach.rows = taughtRows(5_000)
    await open('o1', 'teach')
    await page.getByTestId('taught-row').first().waitFor()
    expect(await page.getByTestId('taught-row').count()).toBeLessThan(60)
    await page.getByTestId('taught-words').fill('tea-green-4997')
    await page.getByTestId('taught-row').nth(1).waitFor({ state: 'detached' })
    await page.getByTestId('taught-row').click()
    await page.getByTestId('teach-shoot').waitFor()
    desk.teach.rows = taughtRows(40)
  })

  it('a code that names several products asks which one; an unknown one says so', async () => {
    await open('o1', 'teach')
    await page.getByTestId('search-words').waitFor()
    await scanByWedge(page, 'nobody-knows')
    await page.getByTestId('notice').waitFor()
    await scanByWedge(page, 'RMA-2')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Cast iron/ })
      .click()
    await page.getByRole('heading', { level: 1, name: /Cast iron/ }).waitFor()
  })

  it('[TS6] one key a unit: a second press while a unit is looked at takes no other', async () => {
    await open('o1', 'teach/KETTLE-17')
    const looked = Promise.withResolvers<void>()
    desk.teach.hold = looked.promise
    await page.locator('[data-testid=teach-shoot]:enabled').waitFor()
    await page.keyboard.press(' ')
    await page.getByText('Take the unit away').waitFor()
    await page.keyboard.press(' ')
    // Longer than a key needs to count as a lone one.
    await page.waitForTimeout(400)
    looked.resolve()
    desk.teach.hold = undefined
    await page.locator('[data-testid=units][data-units="7"]').waitFor()
    expect(desk.calls.filter((call) => call.startsWith('teach.shoot'))).toHaveLength(1)
    await page.keyboard.press(' ')
    await page.locator('[data-testid=units][data-units="8"]').waitFor()
  })

  it('[TS5] nothing is photographed while an item is on the lane', async () => {
    desk.show(laneFaces.checking)
    await open('o1', 'teach/HOOD-GREY-L')
    await page.getByTestId('lane-busy').waitFor()
    await page.keyboard.press(' ')
    expect(await page.getByTestId('teach-shoot').isDisabled()).toBe(true)
    expect(desk.calls).toEqual([])
    await page.getByTestId('teach-instead').click()
    await until(
      () => desk.calls,
      (calls) => calls.includes('lane.cancel'),
      'the item to be taken off the lane',
    )
  })

  it('the proposal of an item nobody taught leads there', async () => {
    desk.show(laneFaces['proposing-untaught'])
    await open('o1', 'lane')
    await page.getByTestId('teach-offer').click()
    await page.getByTestId('lane-busy').waitFor()
    expect(page.url()).toContain('#/teach/KETTLE-17')
  })
})

describe('the models page', () => {
  it('[MP3] asks before another model looks, and tells why one was refused', async () => {
    await open('s1', 'models')
    await page.getByTestId('activate-own-trial@0.0.1').click()
    await page.keyboard.press('Escape')
    await page.getByTestId('act-sure').waitFor({ state: 'detached' })
    expect(desk.calls).toEqual([])
    await page.getByTestId('activate-own-trial@0.0.1').click()
    await page.getByTestId('act-sure').click()
    await page.locator('[data-testid=act-outcome][data-kind=refused]').waitFor()
    expect(await page.getByTestId('act-outcome').textContent()).toContain('failed the check "vectors"')
    await page.getByTestId('act-close').click()
    await page.getByTestId('roll-back').click()
    await page.getByTestId('act-sure').click()
    await page.locator('[data-testid=act-outcome][data-kind=done]').waitFor()
    expect(desk.calls).toEqual(['models.activate own-trial@0.0.1', 'models.rollBack judges'])
  })

  it('[MP4] a pack that tells products apart is shown as such, and goes back by itself', async () => {
    await open('s1', 'models')
    await page.getByTestId('roll-back-tells').click()
    expect(await page.getByRole('dialog').textContent()).toContain('tells products apart')
    await page.getByTestId('act-sure').click()
    await page.locator('[data-testid=act-outcome][data-kind=done]').waitFor()
    expect(desk.calls).toEqual(['models.rollBack tells'])
    expect(await page.getByTestId('pack').filter({ hasText: 'tells products apart' }).count()).toBe(2)
  })

  it('[PG2] is not for operators', async () => {
    await open('o1', 'models')
    await page.locator('[data-state]').waitFor()
    expect(await page.getByTestId('pack').count()).toBe(0)
  })
})

describe('[MW2] photographs', () => {
  it('a hint is dashed and called a hint', async () => {
    desk.show(laneFaces['proposing-compared'])
    await open('o1', 'lane')
    const box = page.locator('li', { hasText: 'Hint:' }).first()
    expect(await box.evaluate((each) => getComputedStyle(each).borderTopStyle)).toBe('dashed')
    expect(await page.getByTestId('memory-line').getAttribute('data-told')).toBe('hint')
  })

  it('[MW5] an item that looks like another product says which on the lane', async () => {
    desk.show(laneFaces['proposing-doubted'])
    await open('o1', 'lane')
    const line = page.getByTestId('likeness-line')
    expect(await line.getAttribute('data-told')).toBe('hint')
    expect(await line.textContent()).toContain('Kettle, brushed steel, 1.2 litres (KETTLE-12)')
  })

  it('[MW5] in review too', async () => {
    await open('s1', 'review')
    await page.getByTestId('compare-button').waitFor()
    expect(await page.getByTestId('likeness-line').textContent()).toContain('9 whole units')
  })

  it('a view lies beside the first whole unit, and zooming one zooms both alike', async () => {
    await open('s1', 'review')
    await page.getByTestId('compare-button').waitFor()
    await page.keyboard.press('c')
    const photos = page.getByTestId('compare').locator('img')
    await until(
      () => photos.count(),
      (count) => count === 2,
      'two photographs',
    )
    expect(await photos.nth(1).getAttribute('src')).toContain('/taught/')
    await page.getByTestId('compare').getByRole('button', { name: 'Larger' }).first().click()
    const scales = () =>
      page
        .getByTestId('compare')
        .locator('div[style*="--zoom"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('style')))
    const [left, right] = await until(
      scales,
      (all) => all.every((each) => each?.includes('scale(1.5)')),
      'zoom',
    )
    expect(left).toBe(right)
  })
})

describe('[IL1] a person who does nothing', () => {
  const minutes = (count: number) => page.clock.runFor(count * 60_000)
  const out = () => desk.calls.some((call) => call.startsWith('door.logout'))
  beforeEach(() => page.clock.install())

  it('is logged out after the minutes of a supervisor, with a word before; a touch keeps them in', async () => {
    await open('s1', 'health')
    await minutes(14.2)
    await page.getByText('In one minute you are logged out').waitFor()
    await page.mouse.click(5, 700)
    await minutes(13)
    expect(out()).toBe(false)
    await minutes(3)
    await page.getByTestId('person').first().waitFor()
    expect(out()).toBe(true)
  })

  it('an operator stays', async () => {
    await open('o1', 'lane')
    await minutes(120)
    expect(out()).toBe(false)
  })

  it('nobody is logged out from an item on the lane, and the time begins anew when it is done', async () => {
    desk.show(laneFaces.checking)
    await open('s1', 'lane')
    await page.locator('[data-state=checking]').waitFor()
    await minutes(60)
    expect(out()).toBe(false)
    desk.show(laneFaces.scan)
    await page.locator('[data-state=scan]').waitFor()
    await minutes(10)
    expect(out()).toBe(false)
    await minutes(6)
    await page.getByTestId('person').first().waitFor()
  })
})
