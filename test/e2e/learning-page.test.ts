import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { learningFaces } from '../rigs/fake-learning.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { until } from '../rigs/until.ts'
import { openAs } from './screens.ts'

let browser: Browser
let page: Page
let desk: FakeDesk
let served: Awaited<ReturnType<typeof serveFakePages>>

beforeAll(async () => {
  desk = fakeDesk(5)
  served = await serveFakePages(desk, await buildPages())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  await page?.close()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  desk.calls.length = 0
})

async function open(face: keyof typeof learningFaces, person = 's1'): Promise<void> {
  desk.learning.shown = learningFaces[face]
  await openAs({ page, desk, url: served.url }, person, 'learning')
  await page.getByTestId('learn-now').waitFor()
}

const asked = (call: string) =>
  until(
    async () => desk.calls,
    (calls) => calls.includes(call),
    call,
  )

it('[LR9] before anything was learnt, what ships is named, with where it comes from; it cannot be undone', async () => {
  await open('ships')
  const text = await page.getByTestId('starting-head').innerText()
  expect(text).toContain('gives hints')
  expect(text).toContain('240 items whose damage was made')
  expect(text).toContain('0.52')
  expect(await page.getByTestId('undo-head').count()).toBe(0)
})

it('[PG17] learning shows how far it is, and nothing can be undone meanwhile', async () => {
  await open('speaks')
  await page.getByTestId('learn-now').click()
  await asked('learning.now')
  await page.getByTestId('learning-progress').waitFor()
  expect(await page.getByTestId('undo-head').isDisabled()).toBe(true)
  expect(await page.getByTestId('learn-now').isDisabled()).toBe(true)
  desk.learning.shown = learningFaces.speaks
  await page.getByTestId('learning-progress').waitFor({ state: 'detached' })
})

it('[PG17] undoing asks first; cancelled it changes nothing', async () => {
  await open('speaks')
  await page.getByTestId('undo-head').click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(desk.calls).toEqual([])
  await page.getByTestId('undo-head').click()
  await page.getByTestId('undo-sure').click()
  await asked('learning.undo')
  await page.getByText('Nothing is learnt at night').waitFor()
})

it('[PG17] before anything was learnt the page says how far it is; with nothing to learn from the button is off', async () => {
  await open('begun')
  await page.getByText('37 of 100 decisions').waitFor()
  expect(await page.getByTestId('undo-head').count()).toBe(0)
  await open('empty')
  await page.getByText('0 of 100 decisions').waitFor()
  expect(await page.getByTestId('learn-now').isDisabled()).toBe(true)
})

it('[PG17] the promise is one sentence, a refusal names its check, decisions of another model are told', async () => {
  await open('speaks')
  expect(await page.getByTestId('promise').innerText()).toMatch(/^Where it gives a grade, at least 90 of 100/)
  await open('refused')
  await page.getByText('failed the check "sha256"').waitFor()
  await open('outdated')
  expect(await page.getByTestId('unusable').innerText()).toMatch(/^240 decisions cannot be learnt from/)
})

it('[PG2] an operator has no learning page', async () => {
  await openAs({ page, desk, url: served.url }, 'o1', 'learning')
  await page.getByTestId('nav-lane').waitFor()
  expect(await page.getByTestId('learn-now').count()).toBe(0)
})
