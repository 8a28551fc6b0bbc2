import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { DoorPage } from '../../e2e/pages/door-page.ts'
import { launchBrowser } from '../browser.ts'
import type { Questions } from './wire.ts'

/** Milliseconds a page of an emulated station may take for one thing. */
const patienceMs = 180_000
/** Every screen looked at is kept so: as a small kiosk shows it by day, and a large one by night. */
const looks = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1920, height: 1080, colorScheme: 'dark' },
] as const

/** A browser on this computer that shows the station's own page, through a port that leads into the machine. */
export function openHostPage({ port, screens }: { readonly port: number; readonly screens: string }): {
  readonly questions: PageQuestions
  close(): Promise<void>
} {
  let browser: Browser | undefined
  let opening: Promise<Page> | undefined
  const problems: string[] = []
  const open = async () => {
    browser = await launchBrowser()
    const page = await browser.newPage({ viewport: looks[0], locale: 'en-GB', reducedMotion: 'reduce' })
    page.setDefaultTimeout(patienceMs)
    page.on('pageerror', ({ message }) => problems.push(message))
    await page.goto(`http://127.0.0.1:${port}`)
    return page
  }
  const page = () => {
    opening ??= open()
    return opening
  }
  return {
    questions: { ...handsOn(page, screens), pageProblems: async () => problems },
    close: async () => browser?.close(),
  }
}

type PageQuestions = Pick<
  Questions,
  'becomeAdmin' | 'openScreen' | 'pick' | 'press' | 'reads' | 'look' | 'pageProblems'
>

function handsOn(page: () => Promise<Page>, screens: string): Omit<PageQuestions, 'pageProblems'> {
  return {
    becomeAdmin: async (name, pin) => new DoorPage(await page()).becomeAdmin(name, pin),
    async openScreen(name) {
      await (await page()).evaluate((hash) => location.assign(hash), `#/${name}`)
    },
    async pick(list, words) {
      const field = (await page()).getByTestId(list)
      const option = field.locator('option').filter({ hasText: words }).first()
      await option.waitFor({ state: 'attached' })
      await field.selectOption((await option.getAttribute('value')) ?? '')
    },
    press: async (button) => (await page()).locator(`[data-testid=${button}]:enabled`).click(),
    async reads(where, words) {
      const place = where === '' ? (await page()).locator('body') : (await page()).getByTestId(where)
      const waiting = place.filter({ hasText: words }).first().waitFor()
      await waiting.catch(async () => {
        const says = await (await page()).locator('body').innerText()
        throw new Error(`the page does not say "${words}"; it says:\n${says}`)
      })
    },
    async look(name) {
      mkdirSync(screens, { recursive: true })
      const shown = await page()
      for (const { colorScheme, width, height } of looks) {
        await shown.emulateMedia({ colorScheme })
        await shown.setViewportSize({ width, height })
        // All of it, also what one would scroll to.
        const more = await shown.evaluate(() =>
          Math.max(
            ...[...document.querySelectorAll('*')].map((each) => each.scrollHeight - each.clientHeight),
          ),
        )
        await shown.setViewportSize({ width, height: height + more })
        const path = join(screens, `${name}-${width}-${colorScheme}.png`)
        await shown.screenshot({ path, animations: 'disabled' })
        await shown.setViewportSize({ width, height })
      }
    },
  }
}
