import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../rigs/browser.ts'
import { type NpmStart, npmStart } from '../rigs/npm-start.ts'
import { firstAdmin, stationClient } from '../rigs/station-client.ts'
import { until } from '../rigs/until.ts'
import { DoorPage } from './pages/door-page.ts'
import { SetupPage } from './pages/setup-page.ts'

let browser: Browser
let shell: NpmStart | undefined
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
afterEach(() => shell?.close())

it('[SU6] [SU7] [CF7] a new station is set up on its page, which finds it again after each restart', async () => {
  shell = await npmStart()
  const { data, station } = shell
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(station)
  await new DoorPage(page).becomeAdmin(firstAdmin.name, firstAdmin.pin)
  const setup = new SetupPage(page)
  await setup.open()
  await page.getByText('The devices are simulated.').waitFor()

  // An address that is none is told by its key before anything is saved.
  await setup.pick('camera-at-label', 'address')
  await page.getByTestId('address-label').fill('rtsp://')
  await page.getByTestId('draft-wrong').filter({ hasText: 'cameras.1.url: found "rtsp://"' }).waitFor()
  await page.getByTestId('address-label').fill('rtsp://dock:secret@127.0.0.1:9/main')

  await page.getByTestId('station-name').fill('Dock 7')

  // Not in the middle of an item.
  const { api } = stationClient(station)
  const [person] = await api.door.people.query()
  await api.door.pin.mutate({ staff: person?.id ?? '', pin: firstAdmin.pin })
  await api.lane.placeDemo.mutate()
  await setup.save()
  await setup.refusal.filter({ hasText: 'an item is on the lane' }).waitFor()
  await api.lane.cancel.mutate()

  // A slow station answers later than the page asks again.
  await page.route(/setup\.view/, async (route) => {
    await sleep(2500)
    await route.continue().catch(() => {})
  })
  await setup.save()
  await shell.ready(2)
  await setup.device('Label: Camera label').filter({ hasText: 'rtsp' }).waitFor()
  await setup.device('Scanner: Keyboard scanner').waitFor()
  await page.getByText('runs with the new configuration').waitFor()
  await page.unroute(/setup\.view/)
  await page.getByTitle('Site 1 · Dock 7').waitFor({ state: 'attached' })
  expect(await page.getByText('The devices are simulated.').count()).toBe(0)
  const file = join(data, 'station.json')
  const saved = JSON.parse(readFileSync(file, 'utf8'))
  expect([saved.cameras.length, saved.station]).toEqual([2, { name: 'Dock 7', site: 'Site 1' }])

  // What stays is not typed again, and its password is not shown.
  await setup.pick('camera-at-top', '')
  await until(
    () => page.getByTestId('config-text').textContent(),
    (text) => text?.includes('rtsp://dock:…@127.0.0.1:9/main') === true,
    'the text without the password',
  )

  writeFileSync(file, JSON.stringify({ listen: { host: '203.0.113.9' } }))
  await setup.standing.filter({ hasText: 'Somebody changed the file' }).waitFor()
  await page.getByTestId('take-file').click()
  await shell.ready(3)
  await setup.standing.filter({ hasText: '203.0.113.9' }).waitFor()
  await setup.device('Label: Camera label').filter({ hasText: 'rtsp' }).waitFor()
  expect(problems).toEqual([])
  await context.close()
})
