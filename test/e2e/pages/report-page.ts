import type { Page } from 'playwright-core'

/** Central's report page as central ops read it. */
export class ReportPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Opens the report broken down by SKU, grade and disposition. */
  async open(url: string): Promise<void> {
    await this.#page.goto(`${url}/#/report?group=sku,grade,disposition`)
    await this.#page.getByTestId('report-row').first().waitFor()
  }

  /** Texts of the report's lines. */
  lines(): Promise<string[]> {
    return this.#page.getByTestId('report-row').allInnerTexts()
  }
}
