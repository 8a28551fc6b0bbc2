import type { Locator, Page } from 'playwright-core'

/** Set-up as the person who installs uses it. */
export class SetupPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/setup'
    })
    await this.page.getByTestId('save-config').waitFor()
  }

  /** Picks for a role or a device; both are lists of the page. */
  async pick(what: string, value: string): Promise<void> {
    await this.page.getByTestId(what).selectOption(value)
  }

  async save(): Promise<void> {
    await this.page.locator('[data-testid=save-config]:enabled').click()
  }

  get refusal(): Locator {
    return this.page.getByTestId('refusal')
  }

  get standing(): Locator {
    return this.page.getByTestId('config-standing')
  }

  /** The line of a device in use. */
  device(name: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: name }).first()
  }
}
