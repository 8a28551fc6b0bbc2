import type { Page } from 'playwright-core'
import { scanByWedge } from '../../rigs/wedge-scanner.ts'

/** The lane as an operator uses it; each method waits for its own moment. */
export class LanePage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** A scan by keyboard wedge, whatever has the focus. */
  scan(code: string): Promise<void> {
    return scanByWedge(this.#page, code)
  }

  /** Picks the item from what the code could mean. */
  choose(title: string): Promise<void> {
    return this.#page.getByTestId('candidate').filter({ hasText: title }).click()
  }

  /** Answers the checklist to its end: nothing is sealed, everything else is fine. Returns the questions asked. */
  async answerAll(): Promise<string[]> {
    const question = this.#page.getByTestId('question')
    const asked: string[] = []
    await question.waitFor()
    while (await question.isVisible()) {
      const text = (await question.textContent()) ?? ''
      asked.push(text)
      await this.#page.getByTestId(asked.length === 1 ? 'no' : 'yes').click()
      // The next question, or the next step, takes its place.
      await question.filter({ hasText: text }).waitFor({ state: 'detached' })
    }
    return asked
  }

  /** Takes one photograph with the page's own camera as soon as it shows something. */
  shoot(): Promise<void> {
    return this.#page.getByTestId('shoot').click()
  }

  /** Goes on without a photograph. */
  withoutPhoto(): Promise<void> {
    return this.#page.getByTestId('without-photo').click()
  }

  /** What is proposed, once it is. */
  async proposal(): Promise<{ grade: string; disposition: string }> {
    const grade = this.#page.getByTestId('proposed-grade')
    await grade.waitFor({ timeout: 60_000 })
    const disposition = this.#page.getByTestId('proposed-disposition')
    return {
      grade: (await grade.getAttribute('data-grade')) ?? '',
      disposition: (await disposition.getAttribute('data-disposition')) ?? '',
    }
  }

  confirm(): Promise<void> {
    return this.#page.getByTestId('confirm').click()
  }

  /** The big sign at the end: where the item goes. */
  async outcome(): Promise<string> {
    const sign = this.#page.getByTestId('outcome')
    await sign.waitFor()
    return (await sign.getAttribute('data-disposition')) ?? ''
  }
}
