import type { Page } from 'playwright-core'
import { scanByWedge } from '../../rigs/wedge-scanner.ts'

/** The teach screen as an operator uses it; each method waits for its own moment. */
export class TeachPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Through the menu behind the name. */
  async openFromMenu(): Promise<void> {
    await this.#page.getByTestId('user-menu').click()
    await this.#page.getByTestId('menu-teach').click()
    await this.#page.getByTestId('search-words').waitFor()
  }

  /** Says which product by its code; waits until it is on the screen. */
  async scan(code: string): Promise<void> {
    await scanByWedge(this.#page, code)
    await this.#page.getByTestId('teach-shoot').waitFor()
  }

  /** Presses Space once the button is ready. */
  async photograph(): Promise<void> {
    await this.#page.locator('[data-testid=teach-shoot]:enabled').waitFor({ timeout: 60_000 })
    await this.#page.keyboard.press(' ')
    // The sentence of the unit before goes when the new one is photographed.
    await this.#page.locator('[data-testid=teach-shoot]:disabled').waitFor()
  }

  /** What became of the unit: kept, refused, or the fault's code. */
  async outcome(): Promise<string> {
    const said = this.#page.locator('[data-testid=teach-word][data-outcome], [data-testid=teach-fault]')
    await said.waitFor({ timeout: 60_000 })
    return (await said.getAttribute('data-outcome')) ?? (await said.getAttribute('data-code')) ?? ''
  }

  async units(): Promise<number> {
    return Number(await this.#page.getByTestId('units').getAttribute('data-units'))
  }

  /** Photographs shown, and those with a line around the item. */
  async views(): Promise<{ photographs: number; outlines: number }> {
    const photographs = this.#page.locator('main img[src^="/taught/"]')
    await photographs.first().waitFor()
    return {
      photographs: await photographs.count(),
      outlines: await this.#page.locator('main svg:has(polygon)').count(),
    }
  }
}
