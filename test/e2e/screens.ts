import type { Page } from 'playwright-core'
import { Fault } from '../../main/kernel/fault.ts'
import { type FakeDesk, fakePin, people } from '../rigs/fake-desk.ts'
import { devicesInTrouble, laneFaces, signFaces } from '../rigs/fake-lane-views.ts'
import { learningFaces } from '../rigs/fake-learning.ts'
import { failedConfig, fakeConfig } from '../rigs/fake-setup.ts'
import { taughtRows } from '../rigs/fake-teach-and-models.ts'
import { scanByWedge } from '../rigs/wedge-scanner.ts'

/** What a screen is shown with: a page, the fake desk behind it, and where it is served. */
export interface Stage {
  readonly page: Page
  readonly desk: FakeDesk
  readonly url: string
  /** Ends the server, to see what a page does then. */
  readonly close?: () => Promise<void>
}

/** Logs a fake person in by cookie and opens a screen. */
export async function openAs({ page, url }: Stage, person: string, screen: string): Promise<void> {
  await page.context().addCookies([{ name: 'fake', value: person, url }])
  await page.goto(`${url}/#/${screen}`)
  await page.getByTestId('user-menu').waitFor()
}

/** Logs out, so that the door shows. */
async function openDoor({ page, url }: Stage): Promise<void> {
  await page.context().clearCookies()
  await page.goto(url)
}

async function lane(stage: Stage, face: keyof typeof laneFaces): Promise<void> {
  stage.desk.show(laneFaces[face])
  await openAs(stage, 'o1', 'lane')
  // A page with a webcam is ready once the picture moves.
  if (face.startsWith('capturing-')) await stage.page.waitForTimeout(1200)
}

type Show = (stage: Stage) => Promise<void>

const doors: Record<string, Show> = {
  'door-tiles': async (stage) => {
    await openDoor(stage)
    await stage.page.getByTestId('person').first().waitFor()
  },
  'door-pin': async (stage) => {
    await doors['door-tiles']?.(stage)
    await stage.page.getByText(people[2]?.name ?? '').click()
    await stage.page.getByTestId('pin').fill('12')
  },
  'door-pin-refused': async (stage) => {
    await doors['door-pin']?.(stage)
    await stage.page.getByTestId('pin').fill(`${fakePin}9`)
    await stage.page.getByTestId('pin-done').click()
    await stage.page.getByTestId('pin-problem').filter({ hasText: /\.$/ }).waitFor()
  },
  'first-name': async (stage) => {
    stage.desk.firstStart = true
    await openDoor(stage)
    await stage.page.getByTestId('first-name').fill('Admin 1')
    stage.desk.firstStart = false
  },
  'first-pin': async (stage) => {
    await doors['first-name']?.(stage)
    await stage.page.getByTestId('first-next').click()
    await stage.page.getByTestId('pin').waitFor()
  },
  'first-badge': async (stage) => {
    await doors['first-pin']?.(stage)
    for (const _ of [1, 2]) {
      await stage.page.getByTestId('pin').fill(fakePin)
      await stage.page.getByTestId('pin-done').click()
    }
    await stage.page.getByTestId('first-finish').waitFor()
  },
}

const lanes: Record<string, Show> = Object.fromEntries(
  (Object.keys(laneFaces) as (keyof typeof laneFaces)[]).map((face) => [
    `lane-${face}`,
    (stage: Stage) => lane(stage, face),
  ]),
)

const signs: Record<string, Show> = Object.fromEntries(
  signFaces.map((face) => [
    `sign-${face.last?.disposition}`,
    async (stage: Stage) => {
      stage.desk.show(face)
      await openAs(stage, 'o1', 'lane')
    },
  ]),
)

const laneDialogs: Record<string, Show> = {
  'lane-dialog-typed': async (stage) => {
    await lane(stage, 'scan')
    await stage.page.getByTestId('type-code').click()
    await stage.page.getByTestId('typed-code').fill('4006381333931')
  },
  'lane-dialog-search': async (stage) => {
    await lane(stage, 'scan')
    await stage.page.getByTestId('search').click()
    await stage.page.getByTestId('search-words').fill('red')
    await stage.page.getByTestId('search-hit').first().waitFor()
  },
  'lane-dialog-kinds': async (stage) => {
    await lane(stage, 'identified')
    await stage.page.getByTestId('not-on-return').click()
    await stage.page.getByTestId('by-kind').click()
  },
  'lane-dialog-cancel': async (stage) => {
    await lane(stage, 'checking')
    await stage.page.getByTestId('cancel').click()
  },
  'lane-dialog-override': async (stage) => {
    await lane(stage, 'proposing')
    await stage.page.getByTestId('override').click()
    await stage.page.getByTestId('reason-surface').click()
    await stage.page.getByTestId('to-refurbish').click()
  },
  'lane-menu': async (stage) => {
    await lane(stage, 'scan')
    await stage.page.getByTestId('user-menu').click()
  },
  'lane-notice': async (stage) => {
    await lane(stage, 'scan')
    stage.desk.show({ ...laneFaces.checking, notice: { code: 'finish_first', detail: '' } })
    await stage.page.getByTestId('notice').waitFor()
  },
}

async function review(stage: Stage): Promise<void> {
  await openAs(stage, 's1', 'review')
  await stage.page.getByTestId('confirm').waitFor()
}

const others: Record<string, Show> = {
  review,
  'review-zoomed': async (stage) => {
    await review(stage)
    for (const _ of [1, 2, 3]) await stage.page.getByRole('button', { name: /Larger|Größer/ }).click()
    await stage.page.getByTestId('finding-toggle').nth(1).click()
  },
  'review-compare': async (stage) => {
    await review(stage)
    await stage.page.getByTestId('compare-button').click()
    await stage.page.getByTestId('compare').waitFor()
  },
  'review-all': async (stage) => {
    await review(stage)
    await stage.page.getByTestId('which-all').click()
    // By its own address: the rows of the list before stay until those of this one are here.
    const { rows } = await stage.desk.review.list({ which: 'all', limit: 4 })
    await stage.page.locator(`[data-testid=queue-row][href*="${rows[3]?.id}"]`).click()
  },
  'review-override': async (stage) => {
    await review(stage)
    await stage.page.getByTestId('override').click()
    await stage.page.getByTestId('reason-packaging').click()
    await stage.page.getByTestId('reason-packaging.crushed').click()
  },
  'review-reprint': async (stage) => {
    await review(stage)
    await stage.page.getByTestId('reprint').click()
    await stage.page.getByTestId('reprint-label_lost').click()
  },
  'review-void': async (stage) => {
    await others['review-all']?.(stage)
    await stage.page.locator('[data-testid=void]:enabled').click()
    await stage.page.getByTestId('void-label_wrong_item').click()
  },
  'review-nothing': async (stage) => {
    await review(stage)
    await stage.page.getByTestId('filter-words').fill('no such thing anywhere')
    await stage.page.waitForTimeout(600)
  },
  history: async (stage) => {
    await openAs(stage, 'o1', 'history')
    await stage.page.getByTestId('reprint').first().waitFor()
  },
  health: async (stage) => {
    await openAs(stage, 'o1', 'health')
    await stage.page.locator('li h2').first().waitFor()
  },
  'health-trouble': async (stage) => {
    stage.desk.show({ ...laneFaces.scan, devices: devicesInTrouble })
    await others.health?.(stage)
  },
  setup: async (stage) => {
    await openAs(stage, 'a1', 'setup')
    await stage.page.getByTestId('add-person').waitFor()
  },
  'setup-scan': async (stage) => {
    await others.setup?.(stage)
    await scanByWedge(stage.page, 'TEST-ZY:/_1')
    await stage.page.getByTestId('heard').scrollIntoViewIfNeeded()
  },
  'setup-outcomes': async (stage) => {
    await others.setup?.(stage)
    await stage.page.getByTestId('camera-at-left').selectOption('/dev/video0')
    await stage.page.getByTestId('measure-right').click()
    await stage.page.getByTestId('outcomes-right').locator('p').first().waitFor()
  },
  'setup-devices': async (stage) => {
    const { page } = stage
    await others.setup?.(stage)
    await page.getByTestId('look-in-network').click()
    await page.getByTestId('pick-printer').selectOption('192.0.2.20:9100')
    await page.getByTestId('printer-language').selectOption('tspl')
    await page.getByTestId('camera-at-left').selectOption('address')
    await page.getByTestId('address-left').fill('rtsp://wrong')
    for (const summary of await page.locator('summary').all()) await summary.click()
    await page.getByTestId('draft-wrong').waitFor()
  },
  'setup-saved': async (stage) => {
    const { page, desk } = stage
    desk.config = { ...fakeConfig, kept: false, is: 'saved' }
    await others.setup?.(stage)
    await page.getByTestId('pick-printer').selectOption('')
    await page.locator('[data-testid=save-config]:enabled').click()
    await page.getByTestId('config-saved').waitFor()
    desk.config = fakeConfig
  },
  'setup-config-failed': async (stage) => {
    stage.desk.config = failedConfig
    await others.setup?.(stage)
    await stage.page.getByTestId('config-standing').waitFor()
    stage.desk.config = fakeConfig
  },
  'health-config-failed': async (stage) => {
    stage.desk.config = failedConfig
    await others.health?.(stage)
    stage.desk.config = fakeConfig
  },
  'setup-person': async (stage) => {
    await others.setup?.(stage)
    await stage.page.getByTestId('add-person').click()
    await stage.page.getByTestId('person-name').fill('Operator 3')
  },
  'station-lost': async (stage) => {
    await lane(stage, 'checking')
    await stage.page.route('**/trpc/**', (route) => route.abort())
    await stage.close?.()
    await stage.page.getByTestId('trouble').waitFor()
  },
}

async function teach(stage: Stage, sku = 'KETTLE-17'): Promise<void> {
  await openAs(stage, 'o1', `teach/${sku}`)
  await stage.page.getByTestId('teach-shoot').waitFor()
}

async function models(stage: Stage): Promise<void> {
  await openAs(stage, 's1', 'models')
  await stage.page.getByTestId('pack').first().waitFor()
}

/** A unit is photographed, and what became of it is shown. */
async function teachOne(stage: Stage): Promise<void> {
  await teach(stage)
  await stage.page.getByTestId('teach-shoot').click()
  await stage.page.locator('[data-testid=teach-word][data-outcome], [data-testid=teach-fault]').waitFor()
}

async function learning(stage: Stage, face: keyof typeof learningFaces): Promise<void> {
  stage.desk.learning.shown = learningFaces[face]
  await openAs(stage, 's1', 'learning')
  await stage.page.getByTestId('learn-now').waitFor()
}

const learnt: Record<string, Show> = {
  ...Object.fromEntries(
    Object.keys(learningFaces).map((face) => [
      `learning-${face}`,
      (stage: Stage) => learning(stage, face as keyof typeof learningFaces),
    ]),
  ),
  'learning-undo': async (stage) => {
    await learning(stage, 'speaks')
    await stage.page.getByTestId('undo-head').click()
    await stage.page.getByTestId('undo-sure').waitFor()
  },
}

const teaching: Record<string, Show> = {
  'teach-start': async (stage) => {
    await openAs(stage, 'o1', 'teach')
    await stage.page.getByTestId('taught-row').first().waitFor()
    await stage.page.getByTestId('search-words').fill('red')
    await stage.page.getByTestId('search-hit').first().waitFor()
  },
  'teach-nothing-known': async (stage) => {
    stage.desk.teach.rows = []
    await openAs(stage, 'o1', 'teach')
    await stage.page.getByText(/Nobody has taught|Noch niemand/).waitFor()
    stage.desk.teach.rows = taughtRows(40)
  },
  teach: async (stage) => {
    stage.desk.show(laneFaces.scan)
    await teach(stage)
  },
  'teach-kept': async (stage) => {
    stage.desk.show(laneFaces.scan)
    await teachOne(stage)
  },
  'teach-two-items': async (stage) => {
    stage.desk.show(laneFaces.scan)
    stage.desk.teach.next = { kind: 'refused', role: 'left', why: 'two_items' }
    await teachOne(stage)
    stage.desk.teach.next = undefined
  },
  'teach-camera-lost': async (stage) => {
    stage.desk.show(laneFaces.scan)
    stage.desk.teach.next = new Fault('CAMERA_LOST', 'The left camera Ceiling does not answer.')
    await teachOne(stage)
    stage.desk.teach.next = undefined
  },
  'teach-lane-busy': async (stage) => {
    stage.desk.show(laneFaces.checking)
    await teach(stage, 'HOOD-GREY-L')
    await stage.page.getByTestId('lane-busy').waitFor()
  },
  'teach-menu': async (stage) => {
    await models(stage)
    await stage.page.getByTestId('user-menu').click()
    await stage.page.getByTestId('menu-teach').waitFor()
  },
  models,
  'models-waits': async (stage) => {
    const { shown } = stage.desk.models
    stage.desk.models.shown = { ...shown, identity: { kind: 'absent', detail: '' } }
    await models(stage)
    await stage.page.getByText(/first whole unit|erste ganze Stück/).waitFor()
    stage.desk.models.shown = shown
  },
  'models-shadow': async (stage) => {
    await models(stage)
    await stage.page.locator('table').last().scrollIntoViewIfNeeded()
  },
  'models-ask': async (stage) => {
    await models(stage)
    await stage.page.getByTestId('activate-own-trial@0.0.1').click()
    await stage.page.getByTestId('act-sure').waitFor()
  },
  'models-refused': async (stage) => {
    await teaching['models-ask']?.(stage)
    await stage.page.getByTestId('act-sure').click()
    await stage.page.getByTestId('act-outcome').waitFor()
  },
  'models-card': async (stage) => {
    await models(stage)
    await stage.page.getByTestId('card-first-light@1.0.0').click()
    await stage.page.locator('[role=dialog] table').first().waitFor()
  },
}

/** Every screen of the station's pages, by name: each function brings it up. */
export const screens: Readonly<Record<string, Show>> = {
  ...doors,
  ...lanes,
  ...signs,
  ...laneDialogs,
  ...others,
  ...teaching,
  ...learnt,
}

type ShowCentral = (page: Page, url: string) => Promise<void>

/** Every screen of central's page; `url` is a central with data (test/rigs/filled-central.ts). */
export const centralScreens: Readonly<Record<string, ShowCentral>> = {
  'central-report': async (page, url) => {
    await page.goto(url)
    await page.getByTestId('report-row').first().waitFor()
  },
  'central-report-grouped': async (page, url) => {
    await page.goto(`${url}/#/report?group=site,station,sku,category,grade,disposition`)
    await page.getByTestId('report-row').first().waitFor()
  },
  'central-report-nothing': async (page, url) => {
    await page.goto(`${url}/#/report?from=2030-01-01`)
    await page.getByTestId('total').first().waitFor()
  },
  'central-items': async (page, url) => {
    await centralScreens['central-report']?.(page, url)
    await page.getByTestId('report-row').first().getByRole('link').click()
    await page.getByTestId('item-row').first().waitFor()
  },
  'central-inspection': async (page, url) => {
    await page.goto(`${url}/#/items?sku=KETTLE-17`)
    await page.getByTestId('item-row').first().getByRole('link').click()
    await page.locator('figure img').first().waitFor()
  },
}
