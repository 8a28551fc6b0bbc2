import type { Page } from 'playwright-core'

/** The door as a person uses it: first start, log-in, log-out. */
export class DoorPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The very first start: this person becomes the admin. */
  async becomeAdmin(name: string, pin: string): Promise<void> {
    const page = this.#page
    await page.getByTestId('first-name').fill(name)
    await page.getByTestId('first-next').click()
    for (const _ of ['chosen', 'again']) await this.#enterPin(pin)
    await page.getByTestId('first-finish').click()
    await page.getByTestId('user-menu').waitFor()
  }

  async logIn(name: string, pin: string): Promise<void> {
    await this.#page.getByTestId('person').filter({ hasText: name }).click()
    await this.#enterPin(pin)
    await this.#page.getByTestId('user-menu').waitFor()
  }

  async logOut(): Promise<void> {
    await this.#page.getByTestId('user-menu').click()
    await this.#page.getByTestId('logout').click()
    await this.#page.getByTestId('person').first().waitFor()
  }

  async #enterPin(pin: string): Promise<void> {
    await this.#page.getByTestId('pin').fill(pin)
    await this.#page.getByTestId('pin-done').click()
  }
}
