import type { ReactNode } from 'react'
import type { SessionView } from '../../main/api/views.ts'
import { LanguageSwitch, SchemeSwitch } from '../kit/switches.tsx'
import css from './door.module.css'

export interface DoorFrameProps {
  readonly title: string
  readonly station?: SessionView['station']
  readonly children: ReactNode
}

/** The page before anybody is logged in: one question, and below it the language and light or dark. */
export function DoorFrame({ title, station, children }: DoorFrameProps) {
  return (
    <main className={css.door}>
      <h1 className={css.title}>{title}</h1>
      <div className={css.body}>{children}</div>
      <footer className={css.footer}>
        <span className={css.station}>{station && `${station.site} · ${station.name}`}</span>
        <LanguageSwitch />
        <SchemeSwitch />
      </footer>
    </main>
  )
}
