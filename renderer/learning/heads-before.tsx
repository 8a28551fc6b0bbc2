import type { HeadView, LearnView } from '../../main/api/learn-views.ts'
import type { LearningReport } from '../../main/kernel/learning-report.ts'
import { numberText, timeText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** The head in use and those before it, the newest first. */
export function HeadsBefore({ view: { active, before } }: { view: LearnView }) {
  const { t } = useWords()
  const { name = '', at, report } = active ?? {}
  const now: readonly HeadView[] = at !== undefined && report ? [{ name, at, report }] : []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <div className={css.wide} tabIndex={0}>
      <table className={css.heads}>
        <thead>
          <tr>
            <th scope="col">{t('learning.learnt')}</th>
            <th scope="col">{t('learning.decisions')}</th>
            <th scope="col">{t('learning.kappa')}</th>
            <th scope="col">{t('learning.word')}</th>
          </tr>
        </thead>
        <tbody>
          {[...now, ...before].map((head, index) => (
            <HeadRow key={head.name} head={head} inUse={index < now.length} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeadRow({ head: { at, report }, inUse }: { head: HeadView; inUse: boolean }) {
  const { t, region } = useWords()
  const word = t(report.silent.length === 0 ? 'learning.mayState.speaks' : 'learning.mayState.silent')
  return (
    <tr>
      <th scope="row">{timeText(at, region)}</th>
      <td>{numberText(report.decisions, region)}</td>
      <td>{kappaText(report, region)}</td>
      <td>
        {word}
        {inUse && <span className={css.tag}>{t('learning.inUse')}</span>}
      </td>
    </tr>
  )
}

function kappaText({ kappa }: LearningReport, region: string): string {
  if (!kappa) return '–'
  const number = (value: number) => numberText(value, region, 2)
  return `${number(kappa.value)} (${number(kappa.low)} – ${number(kappa.high)})`
}
