import type { Page } from 'playwright-core'

/** Seconds between two keys of a scanner in keyboard mode. */
const usualGap = 0.004

/**
 * Types a code into the page as a keyboard-wedge scanner does: every key with its own time, a few milliseconds apart,
 * and Enter behind it. The times are told to the browser, so a busy machine does not turn the scanner into slow fingers.
 */
export async function scanByWedge(page: Page, code: string, gap = usualGap): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const from = Date.now() / 1000
  const keys = [...code].map((text) => ({ key: text, text })).concat([{ key: 'Enter', text: '\r' }])
  // Sent without waiting for answers: the browser takes them in order.
  await Promise.all(
    keys.flatMap(({ key, text }, index) => {
      const timestamp = from + index * gap
      const windowsVirtualKeyCode = key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0)
      const stroke = { key, code: codeOf(key), windowsVirtualKeyCode, timestamp }
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...stroke }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke }),
      ]
    }),
  )
  await session.detach()
}

/** The physical key of a US keyboard. */
function codeOf(key: string): string {
  if (key === 'Enter') return 'Enter'
  if (/^\d$/.test(key)) return `Digit${key}`
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`
  return key === '-' ? 'Minus' : ''
}
