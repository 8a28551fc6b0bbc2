import 'react'

declare module 'react' {
  interface CSSProperties {
    /** CSS variables may be set from a component. */
    [variable: `--${string}`]: string | number | undefined
  }
}
