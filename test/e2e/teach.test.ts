import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import type { Sku } from '../../main/kernel/item.ts'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { stationClient } from '../rigs/station-client.ts'
import { until } from '../rigs/until.ts'
import { filmOf } from '../rigs/webcam-film.ts'
import { DoorPage } from './pages/door-page.ts'
import { LanePage } from './pages/lane-page.ts'
import { TeachPage } from './pages/teach-page.ts'

const admin = { name: 'Robin', pin: '135790' }
/** A running shoe of the demonstration returns, as a scanner reads it. */
const shoe = { sku: 'RUN-SHOE-42', code: '2000000001036', title: 'Running shoe' }

let browser: Browser
let folder = ''
let pages = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-film-'))
  const film = await filmOf(await drawItem({ kind: 'mug', seed: 6 }), join(folder, 'webcam.mjpeg'))
  pages = await buildPages()
  browser = await launchBrowser({ webcam: film })
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Bench {
  readonly house: House
  readonly page: Page
  readonly teach: TeachPage
  readonly problems: string[]
  close(): Promise<void>
}

/** A simulated rig draws its pictures: a busy machine takes its time over them. */
const patient = { lane: { captureTimeoutMs: 60_000 } }
const mug: Sku = {
  ...{ sku: 'MUG-1', title: 'Mug', category: 'housewares', flags: [] },
  price: { minor: 900, currency: 'EUR' },
}

async function openBench(config: object = {}): Promise<Bench> {
  const catalogue = { skus: [mug], lines: [] }
  const house = await openHouse({ pages, catalogue, config: { ...patient, ...config } })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(house.station().url)
  await new DoorPage(page).becomeAdmin(admin.name, admin.pin)
  return {
    ...{ house, page, problems, teach: new TeachPage(page) },
    async close() {
      await context.close()
      await house.close()
    },
  }
}

describe('teaching at a simulated rig', { timeout: 400_000 }, () => {
  it('[TS6] four whole units, scanned once and photographed with Space, give hints; the last is taken back', async () => {
    const bench = await openBench()
    const { teach, page } = bench
    try {
      await teach.openFromMenu()
      await teach.scan(shoe.code)
      expect(await teach.units()).toBe(0)
      for (const units of [1, 2, 3, 4]) {
        await teach.photograph()
        expect(await teach.outcome()).toBe('kept')
        expect(await teach.units()).toBe(units)
      }
      expect(await teach.views()).toEqual({ photographs: 4, outlines: 4 })
      expect(await page.getByTestId('promise').textContent()).toContain('of 100 whole units about 20')
      await page.keyboard.press('u')
      await page.locator('[data-testid=units][data-units="3"]').waitFor()
      await page.getByTestId('teach-other').click()
      await page.getByTestId('taught-row').filter({ hasText: shoe.title }).waitFor()
      const client = stationClient(bench.house.station().url)
      const [person] = await client.api.door.people.query()
      await client.api.door.pin.mutate({ staff: person?.id ?? '', pin: admin.pin })
      expect(await client.api.teach.list.query()).toMatchObject([{ sku: shoe.sku, units: 3, may: 'nothing' }])
      expect(bench.problems).toEqual([])
    } finally {
      await bench.close()
    }
  })

  it('[TS5] an item on the lane is taken off it and taught instead', async () => {
    const bench = await openBench()
    const { teach, page } = bench
    try {
      await new LanePage(page).scan(shoe.code)
      // The demonstration expects one: whose it is would be asked next.
      await page.locator('[data-state=identified]').waitFor()
      await teach.openFromMenu()
      // The lane's own news that it is free comes before the answer to the press.
      await page.route(/lane\.cancel/, async (route) => {
        const response = await route.fetch()
        await page.waitForTimeout(1_500)
        await route.fulfill({ response })
      })
      await page.getByTestId('teach-instead').click()
      await page.getByTestId('lane-busy').waitFor({ state: 'detached' })
      await teach.photograph()
      expect(await teach.outcome()).toBe('kept')
      expect(bench.problems).toEqual([])
    } finally {
      await bench.close()
    }
  })
})

it("[TE2] the page's own camera photographs the unit, with the same press", async () => {
  const bench = await openBench({
    scanners: [{ driver: 'wedge', name: 'Scanner' }],
    cameras: [{ driver: 'page', name: 'Webcam', role: 'top' }],
  })
  const { teach, page } = bench
  try {
    await teach.openFromMenu()
    await until(
      async () => {
        await page.getByTestId('search-words').fill('')
        await page.getByTestId('search-words').fill('mug')
        await page.waitForTimeout(1_000)
        return page.getByTestId('search-hit').filter({ hasText: mug.sku }).count()
      },
      (hits) => hits > 0,
      'the catalogue to come down',
    )
    await page.getByTestId('search-hit').filter({ hasText: mug.sku }).click()
    for (const units of [1, 2]) {
      await teach.photograph()
      expect(await teach.outcome()).toBe('kept')
      expect(await teach.units()).toBe(units)
    }
    expect(await teach.views()).toMatchObject({ photographs: 1 })
    expect(bench.problems).toEqual([])
  } finally {
    await bench.close()
  }
})
