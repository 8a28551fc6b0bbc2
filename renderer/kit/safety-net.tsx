import { Component, type ReactNode } from 'react'
import { Waiting } from './waiting.tsx'

/** A page that failed is loaded anew after this long, in milliseconds: nobody at a dock presses F5. */
const RELOAD_MS = 6_000

interface State {
  readonly failed: boolean
}

/** Shows a sentence instead of an empty page when a screen fails, and loads the page again by itself. */
export class SafetyNet extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false }
  #timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override componentDidCatch(): void {
    this.#timer = setTimeout(() => window.location.reload(), RELOAD_MS)
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer)
  }

  override render(): ReactNode {
    return this.state.failed ? <Waiting error={{ data: {} }} /> : this.props.children
  }
}
