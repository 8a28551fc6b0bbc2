import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPages } from '../../main/shell/build-pages.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type FakeDesk, fakeDesk } from '../rigs/fake-desk.ts'
import { laneFaces, signFaces } from '../rigs/fake-lane-views.ts'
import { serveFakePages } from '../rigs/fake-pages-server.ts'
import { openAs } from './screens.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
// German, because its words are the longest.
const faces = {
  ...laneFaces,
  ...Object.fromEntries(signFaces.map((face) => [`sign ${face.last?.disposition}`, face])),
}

let browser: Browser
let desk: FakeDesk
let served: Awaited<ReturnType<typeof serveFakePages>>
let pages: Page[]
beforeAll(async () => {
  desk = fakeDesk(5)
  served = await serveFakePages(desk, await buildPages())
  browser = await launchBrowser()
  pages = await Promise.all(
    sizes.map(async (viewport) => {
      const page = await (await browser.newContext({ viewport, permissions: ['camera'] })).newPage()
      await page.addInitScript(() => localStorage.setItem('regrade.language', 'de'))
      await openAs({ page, desk, url: served.url }, 'o1', 'lane')
      return page
    }),
  )
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

interface Measured {
  readonly small: readonly string[]
  readonly outside: readonly string[]
  readonly clipped: readonly string[]
  /** Boxes that cut a line of text through the middle. */
  readonly cut: readonly string[]
  /** Buttons that break a word, for they have more lines than words. */
  readonly broken: readonly string[]
  /** Largest text on the screen, in CSS pixels. */
  readonly text: number
}

/** Looks at everything in sight: what can be pressed, what hangs out of the window, what a word is cut off of. */
function measure(): Measured {
  const name = (element: Element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`
  const seen = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && !element.closest('svg')
  })
  const box = (element: Element) => element.getBoundingClientRect()
  const style = (element: Element) => getComputedStyle(element)
  const lines = (element: Element) =>
    Math.round(box(element).height / Number.parseFloat(style(element).lineHeight))
  const headings = [...document.querySelectorAll<HTMLElement>('main h1')]
  return {
    small: seen
      .filter((element) => element.matches('button, a[href], select, input'))
      .filter((element) => box(element).width < 63.5 || box(element).height < 63.5)
      .map(name),
    outside: seen
      .filter((element) => box(element).right > innerWidth + 1 || box(element).bottom > innerHeight + 1)
      .map(name),
    clipped: [...document.querySelectorAll<HTMLElement>('main h1, main button')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(name),
    cut: [...document.querySelectorAll<HTMLElement>('main :is(div, section, ul, li, p, h1, h2)')]
      .filter((element) => style(element).overflowY === 'hidden' && style(element).webkitLineClamp === 'none')
      .filter((element) => element.scrollHeight > element.clientHeight + 2)
      .map(name),
    broken: [...document.querySelectorAll<HTMLElement>('main button > span')]
      .filter((label) => lines(label) > (label.textContent?.trim().split(/\s+/).length ?? 1))
      .map(name),
    text: Math.max(...headings.map((heading) => Number.parseFloat(getComputedStyle(heading).fontSize))),
  }
}

it.each(Object.keys(faces))(
  '[PG13] %s fits, and can be pressed and read from where one stands',
  async (name) => {
    const face = faces[name as keyof typeof laneFaces]
    desk.show(face)
    for (const page of pages) {
      await page.locator(`[data-state="${face.state}"]`).waitFor()
      await page.waitForFunction(
        ([revision]) => document.querySelector('[data-revision]')?.getAttribute('data-revision') === revision,
        [String(desk.lane.view().revision)] as const,
      )
      const { text, ...faults } = await page.evaluate(measure)
      expect(faults).toEqual({ small: [], outside: [], clipped: [], cut: [], broken: [] })
      expect(text).toBeGreaterThanOrEqual(40)
    }
  },
)
