import type { ReactNode } from 'react'
import css from './panel.module.css'

/** A titled box on the pages that may scroll: health, set-up, history. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.panel}>
      <h2 className={css.title}>{title}</h2>
      {children}
    </section>
  )
}

/** A page that may scroll, with its heading. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keyboard
    <div className={css.page} data-scroll tabIndex={0}>
      <h1 className={css.heading}>{title}</h1>
      {children}
    </div>
  )
}
