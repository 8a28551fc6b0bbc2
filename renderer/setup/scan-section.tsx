import { useState } from 'react'
import type { SetupView } from '../../main/api/setup-views.ts'
import { testText } from '../../main/kernel/test-code.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useScan } from '../kit/keyboard.tsx'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { storedLayout, storeLayout } from '../kit/stored.ts'
import { type WedgeLayout, wedgeLayouts } from '../kit/stroke.ts'
import { useWords } from '../kit/words.ts'
import { HeardPart } from './heard-part.tsx'
import { outcomeOf, type ScanOutcome } from './scan-outcome.ts'
import css from './setup.module.css'
import { SpeedPart } from './speed-part.tsx'
import { barsOf, layoutFor, testBars } from './test-code.ts'
import { Triggers } from './tries-section.tsx'
import { visible } from './visible.ts'

/** A code to scan from the screen: shows what a keyboard scanner sends, and finds how its keys must be read. */
export function ScanSection({ setup }: { setup: SetupView }) {
  const { t } = useWords()
  const [heard, setHeard] = useState<string>()
  const [outcome, setOutcome] = useState<ScanOutcome>('other')
  const [layout, setLayout] = useState(storedLayout)
  const choose = (next: WedgeLayout) => {
    storeLayout(next)
    setLayout(next)
  }
  useScan((text, typed) => {
    const told = outcomeOf(text, typed)
    const fitting = layoutFor(typed.readings)
    setHeard(text)
    setOutcome(told)
    if (told === 'switched' && fitting) choose(fitting)
  })
  return (
    <Panel title={t('setup.scan')}>
      <p className={css.soft}>{t('setup.scanHint')}</p>
      <TestCode />
      <p className={css.heard} role="status" data-testid="heard">
        {heard === undefined ? t('setup.scanNothing') : visible(heard)}
      </p>
      {heard !== undefined && (
        <p className={css.state}>
          <StateMark
            care={outcome === 'right' || outcome === 'switched' ? 'fine' : 'act'}
            word={t(`setup.scanOutcome.${outcome}`)}
          />
        </p>
      )}
      <LayoutChoice layout={layout} onChoose={choose} />
      <SpeedPart />
      {setup.devices.scanners.some(({ driver }) => driver !== 'wedge') && <HeardPart />}
      <Triggers names={setup.tryOuts.triggers} />
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

interface LayoutChoiceProps {
  readonly layout: WedgeLayout
  readonly onChoose: (layout: WedgeLayout) => void
}

function LayoutChoice({ layout, onChoose }: LayoutChoiceProps) {
  const { t } = useWords()
  return (
    <fieldset className={css.cameras}>
      <legend className={css.soft}>{t('setup.layoutHint')}</legend>
      {wedgeLayouts.map((each) => (
        <BigButton
          key={each}
          label={t(`setup.layout.${each}`)}
          pressed={each === layout}
          onPress={() => onChoose(each)}
          testId={`layout-${each}`}
        />
      ))}
    </fieldset>
  )
}
