import type { GradeVerdict, Proposal } from '../../main/inspection/record.ts'
import { percentText } from '../kit/format.ts'
import { GradeMark } from '../kit/grade-mark.tsx'
import { Sign } from '../kit/sign.tsx'
import { useWords } from '../kit/words.ts'
import css from './proposing.module.css'

/** Reasons that fit without scrolling; the record keeps all of them. */
const REASONS_SHOWN = 3
const ALTERNATIVES_SHOWN = 2

/** Disposition and grade, large, each with its reasons; then what else was possible and what it would bring. */
export function ProposalPanel({ verdict, proposal }: { verdict: GradeVerdict; proposal: Proposal }) {
  const { t, reason } = useWords()
  return (
    <>
      <ProposedDisposition proposal={proposal} />
      <section className={css.verdict} data-testid="proposed-grade" data-grade={verdict.grade}>
        <GradeMark grade={verdict.grade} size="medium" />
        <div className={css.words}>
          <h2 className={css.big}>{t(`grade.${verdict.grade}.name`)}</h2>
          <Reasons texts={verdict.reasons.map(reason)} />
        </div>
      </section>
      {/* What a supervisor will choose from is no business of the lane. */}
      {proposal.decidedBy !== 'supervisor' && <Alternatives proposal={proposal} />}
    </>
  )
}

/** Where the item goes now. One that a supervisor decides goes to quarantine first, so that is the sign to follow. */
function ProposedDisposition({ proposal }: { proposal: Proposal }) {
  const { t, region, money, reason } = useWords()
  const { choice, alternatives, reasons, confidence } = proposal
  const held = proposal.decidedBy === 'supervisor'
  const goesTo = held ? 'quarantine' : choice
  const expected = alternatives.find(({ disposition }) => disposition === choice)?.expected
  const facts = [
    held &&
      choice !== 'quarantine' &&
      t('lane.proposing.later', { disposition: t(`disposition.${choice}.name`) }),
    expected && t('lane.proposing.expected', { amount: money(expected) }),
    confidence > 0 && t('lane.proposing.sure', { percent: percentText(confidence, region) }),
  ]
  return (
    <section
      className={css.verdict}
      data-testid="proposed-disposition"
      data-disposition={choice}
      data-held={held}
    >
      <Sign disposition={goesTo} size="medium" />
      <div className={css.words}>
        <h1 className={css.big}>{t(`disposition.${goesTo}.name`)}</h1>
        {held && <p className={css.held}>{t('lane.proposing.supervisor')}</p>}
        <p className={css.money}>{facts.filter(Boolean).join(' · ')}</p>
        <Reasons texts={reasons.map(reason)} />
      </div>
    </section>
  )
}

function Reasons({ texts }: { texts: readonly string[] }) {
  return (
    <ul className={css.reasons}>
      {[...new Set(texts)].slice(0, REASONS_SHOWN).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

function Alternatives({ proposal }: { proposal: Proposal }) {
  const { t, money } = useWords()
  const others = proposal.alternatives.filter(
    ({ disposition, allowed }) => allowed && disposition !== proposal.choice,
  )
  if (others.length === 0) return undefined
  return (
    <section>
      <h2 className={css.othersTitle}>{t('lane.proposing.others')}</h2>
      <ul className={css.otherList}>
        {others.slice(0, ALTERNATIVES_SHOWN).map(({ disposition, expected }) => (
          <li key={disposition} className={css.other}>
            <Sign disposition={disposition} size="small" />
            <span>{t(`disposition.${disposition}.name`)}</span>
            {expected && <span className={css.amount}>{money(expected)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
