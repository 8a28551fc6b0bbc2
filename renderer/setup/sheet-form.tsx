import { IconFileTypePdf } from '@tabler/icons-react'
import { Field } from '../kit/field.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './cameras.module.css'
import setupCss from './setup.module.css'
import { rulerOf } from './use-rounds.ts'

const papers = ['a4', 'letter'] as const

/** The sheet to print and photograph, and the one thing to type: how long its 100 mm ruler came out. */
export function SheetForm({ rulerText, onRuler }: { rulerText: string; onRuler: (text: string) => void }) {
  const { t, language } = useWords()
  return (
    <>
      <h3 className={setupCss.sub}>{t('setup.cameras.sheet')}</h3>
      <p className={setupCss.soft}>{t('setup.cameras.sheetHint')}</p>
      <div className={setupCss.form}>
        {papers.map((paper) => (
          <a
            key={paper}
            className={css.link}
            href={`/cameras/sheet.pdf?paper=${paper}&language=${language}`}
            target="_blank"
            rel="noreferrer"
          >
            <IconFileTypePdf aria-hidden="true" />
            {t(`setup.cameras.paper.${paper}`)}
          </a>
        ))}
        <Field
          label={t('setup.cameras.ruler')}
          value={rulerText}
          onChange={onRuler}
          maxLength={6}
          testId="ruler"
        />
      </div>
      <p className={setupCss.outcomes} role="status">
        {rulerOf(rulerText) === undefined && <StateMark care="act" word={t('setup.cameras.rulerWrong')} />}
      </p>
    </>
  )
}
