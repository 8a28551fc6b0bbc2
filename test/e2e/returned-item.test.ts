import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { hasPty, openPty, type Pty, ptyMissing } from '../rigs/pty.ts'
import { readLabel } from '../rigs/read-label.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'
import { stationClient } from '../rigs/station-client.ts'
import { until } from '../rigs/until.ts'
import { filmOf } from '../rigs/webcam-film.ts'
import { openZebra, type Zebra } from '../rigs/zebra.ts'
import { DoorPage } from './pages/door-page.ts'
import { LanePage } from './pages/lane-page.ts'
import { ReportPage } from './pages/report-page.ts'
import { ReviewPage } from './pages/review-page.ts'

const seeds = [11, 13, 15]
const catalogue = { skus: seeds.map(skuOf), lines: seeds.map(lineOf) }
const webcam = { driver: 'page', name: 'Webcam', role: 'top' }
const admin = { name: 'Robin', pin: '135790' }

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

/** Everything a test of one rig needs; `at` is the line and SKU it works. */
interface Dock {
  readonly house: House
  readonly zebra: Zebra | undefined
  readonly page: Page
  readonly problems: string[]
  close(): Promise<void>
}

async function openDock(scanner: object, zebra: Zebra | undefined): Promise<Dock> {
  const printer = { driver: 'serial', name: 'Zebra', path: zebra?.path, baudRate: 115200 }
  const config = { scanners: [scanner], cameras: [webcam], ...(zebra ? { printer } : {}) }
  const house = await openHouse({ config, pages, catalogue })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(house.station().url)
  await new DoorPage(page).becomeAdmin(admin.name, admin.pin)
  await until(
    () => skusOf(house),
    (skus) => skus === seeds.length,
    'the catalogue to come down',
  )
  return {
    ...{ house, zebra, page, problems },
    async close() {
      await context.close()
      await house.close()
      await zebra?.close()
    },
  }
}

async function skusOf(house: House): Promise<number> {
  const client = stationClient(house.station().url)
  const [person] = await client.api.door.people.query()
  await client.api.door.pin.mutate({ staff: person?.id ?? '', pin: admin.pin })
  return (await client.api.setup.health.query()).catalogue.skus
}

/** Works one item on the page from the candidate's choice to the sign; returns its record at central. */
async function finish(dock: Dock, title: string, photograph = true): Promise<InspectionRecord> {
  const lane = new LanePage(dock.page)
  await lane.choose(title)
  expect((await lane.answerAll()).length).toBeGreaterThan(0)
  await (photograph ? lane.shoot() : lane.withoutPhoto())
  const proposal = await lane.proposal()
  expect(proposal.grade).toMatch(/^[A-EU]$/)
  await lane.confirm()
  const disposition = await lane.outcome()
  const [row] = await until(
    () => dock.house.central.inspections(),
    (rows) => rows.length > 0,
    'the inspection at central',
  )
  expect(row).toMatchObject({ disposition })
  const { record } = await dock.house.central.inspection(row?.id ?? '')
  return record as InspectionRecord
}

/** Every barcode of the item's label: from the paper where a printer is there, else from what it would print. */
async function barcodesOf(record: InspectionRecord, zebra: Zebra | undefined) {
  if (!zebra) {
    const { zpl, widthMm, heightMm } = record.label
    return readLabel(zpl, { widthMm, heightMm, dpmm: 8 })
  }
  await until(
    () => zebra.labels.length,
    (count) => count > 0,
    'the label',
  )
  return zebra.labels[0]!.barcodes()
}

async function expectWholeWay(dock: Dock, title: string): Promise<void> {
  const record = await finish(dock, title)
  expect(record.shots).toHaveLength(1)
  expect(record.shots[0]?.quality).toMatchObject({ verdict: 'good', width: 1280, height: 720 })
  const barcodes = await barcodesOf(record, dock.zebra)
  expect(barcodes).toContainEqual({ format: 'Code128', text: record.plate })
  expect(barcodes.find(({ format }) => format === 'QRCode')?.text).toContain(record.plate)
  const { decision } = record
  const report = await dock.house.central.report()
  expect(report.rows).toMatchObject([
    { title, grade: decision.grade, disposition: decision.disposition, items: 1 },
  ])
  const reportPage = new ReportPage(dock.page)
  await reportPage.open(dock.house.centralUrl)
  expect((await reportPage.lines()).filter((line) => line.includes(title))).toHaveLength(1)
  expect(dock.problems).toEqual([])
}

const [sku] = catalogue.skus
const [line] = catalogue.lines

describe('a returned item goes the whole way', () => {
  it('by webcam and keyboard wedge', async () => {
    const dock = await openDock({ driver: 'wedge', name: 'Scanner' }, await openZebra())
    try {
      await new LanePage(dock.page).scan(line?.rma ?? '')
      await expectWholeWay(dock, sku?.title ?? '')
    } finally {
      await dock.close()
    }
  })

  if (hasPty)
    it('by serial scanner and serial printer', async () => {
      const port = (await openPty()) as Pty
      const scanner = { driver: 'serial', name: 'Scanner', path: port.path, baudRate: 9600 }
      const dock = await openDock(scanner, await openZebra())
      try {
        port.write(`${line?.rma}\r\n`)
        await expectWholeWay(dock, sku?.title ?? '')
      } finally {
        await dock.close()
        await port.close()
      }
    })
  else it.todo(`by serial scanner and serial printer (${ptyMissing})`)
})

describe('a supervisor reviews what was held', () => {
  it('changes the decision; central shows the correction', async () => {
    const dock = await openDock({ driver: 'wedge', name: 'Scanner' }, undefined)
    try {
      await new LanePage(dock.page).scan(line?.rma ?? '')
      const record = await finish(dock, sku?.title ?? '', false)
      expect(record.decision).toMatchObject({ held: true, disposition: 'quarantine' })

      const review = new ReviewPage(dock.page)
      await review.open()
      const waiting = await until(
        () => review.waiting(),
        (rows) => rows.length > 0,
        'the queue to be shown',
      )
      expect(waiting).toEqual([expect.stringContaining(sku?.title ?? '')])
      await review.override({ grade: 'D', disposition: 'liquidate', reason: 'surface.scratched' })
      await until(
        () => review.waiting(),
        (rows) => rows.length === 0,
        'the queue to be empty',
      )

      const report = await until(
        () => dock.house.central.report(),
        ({ totals }) => totals.corrected === 1,
        'the correction at central',
      )
      expect(report.totals).toMatchObject({ items: 1, waiting: 0 })
      expect(report.rows).toMatchObject([{ grade: 'D', disposition: 'liquidate' }])
      expect(await dock.house.central.inspection(record.id)).toMatchObject({
        record: { decision: record.decision },
        corrections: [{ kind: 'overridden', grade: 'D', disposition: 'liquidate' }],
      })
      expect(dock.problems).toEqual([])
    } finally {
      await dock.close()
    }
  })
})
