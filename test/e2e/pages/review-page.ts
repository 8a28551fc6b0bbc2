import type { Page } from 'playwright-core'

/** The review screen as a supervisor uses it. */
export class ReviewPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(): Promise<void> {
    await this.#page.getByTestId('nav-review').click()
    await this.#page.getByTestId('which-open').waitFor()
  }

  /** Titles of what waits. */
  waiting(): Promise<string[]> {
    return this.#page.getByTestId('queue-row').allInnerTexts()
  }

  /** Agrees with the record as it stands. */
  confirm(): Promise<void> {
    return this.#page.getByTestId('confirm').click()
  }

  /** Says that the item goes elsewhere; the reason is a code of two levels, such as `surface.scratched`. */
  async override(change: { grade: string; disposition: string; reason: string }): Promise<void> {
    const page = this.#page
    await page.getByTestId('override').click()
    await page.getByTestId(`to-${change.disposition}`).click()
    await page.getByTestId(`grade-${change.grade}`).click()
    await page.getByTestId(`reason-${change.reason.split('.')[0]}`).click()
    await page.getByTestId(`reason-${change.reason}`).click()
    await page.getByTestId('override-done').click()
  }
}
