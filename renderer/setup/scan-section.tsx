import { useState } from 'react'
import { BigButton } from '../kit/big-button.tsx'
import { useScan } from '../kit/keyboard.tsx'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { storedLayout, storeLayout } from '../kit/stored.ts'
import type { WedgeLayout } from '../kit/stroke.ts'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'
import { barsOf, testBars, testText } from './test-code.ts'
import { visible } from './visible.ts'

/** A code to scan from the screen: shows what a keyboard scanner sends, and sets how its keys are read. */
export function ScanSection() {
  const { t } = useWords()
  const [heard, setHeard] = useState<string>()
  useScan(setHeard)
  const right = heard === testText
  return (
    <Panel title={t('setup.scan')}>
      <p className={css.soft}>{t('setup.scanHint')}</p>
      <TestCode />
      <p className={css.heard} role="status" data-testid="heard">
        {heard === undefined ? t('setup.scanNothing') : visible(heard)}
      </p>
      {heard !== undefined && (
        <p className={css.state}>
          <StateMark care={right ? 'fine' : 'act'} word={t(right ? 'setup.scanRight' : 'setup.scanOther')} />
        </p>
      )}
      <LayoutChoice />
    </Panel>
  )
}

function TestCode() {
  const { t } = useWords()
  const { bars, width } = barsOf(testBars)
  return (
    <figure className={css.testCode}>
      <svg
        viewBox={`-10 0 ${width + 20} 40`}
        role="img"
        aria-label={t('setup.testCode')}
        shapeRendering="crispEdges"
      >
        {bars.map((bar) => (
          <rect key={bar.x} x={bar.x} width={bar.width} height="40" />
        ))}
      </svg>
      <figcaption>{testText}</figcaption>
    </figure>
  )
}

const layouts: readonly WedgeLayout[] = ['system', 'us']

function LayoutChoice() {
  const { t } = useWords()
  const [layout, setLayout] = useState(storedLayout)
  const choose = (next: WedgeLayout) => {
    storeLayout(next)
    setLayout(next)
  }
  return (
    <fieldset className={css.cameras}>
      <legend className={css.soft}>{t('setup.layoutHint')}</legend>
      {layouts.map((each) => (
        <BigButton
          key={each}
          label={t(`setup.layout.${each}`)}
          pressed={each === layout}
          onPress={() => choose(each)}
          testId={`layout-${each}`}
        />
      ))}
    </fieldset>
  )
}
