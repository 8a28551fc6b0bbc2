import { useEffect, useState } from 'react'
import { BigButton } from '../kit/big-button.tsx'
import { useScan, useSlowScanners } from '../kit/keyboard.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { storedSpeed, storeSpeed } from '../kit/stored.ts'
import { learnSpeed, scansToLearn, type WedgeSpeed, wedgeRules } from '../kit/wedge-speed.ts'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'
import { layoutFor } from './test-code.ts'

/** Milliseconds after which learning ends by itself: while it lasts, a person's keys are taken for a scanner's. */
const learnForMs = 60_000

/** How fast the keyboard scanner of this screen types: as most do, or learnt from three scans of the code above. */
export function SpeedPart() {
  const { t } = useWords()
  const [speed, setSpeed] = useState(storedSpeed)
  const [learning, setLearning] = useState(false)
  const keep = (next?: WedgeSpeed) => {
    storeSpeed(next)
    setSpeed(next)
    setLearning(false)
  }
  return (
    <>
      {!learning && (
        <p className={css.soft} data-testid="wedge-speed">
          {speed
            ? t('setup.speed.learnt', { ...speed })
            : t('setup.speed.usual', { ms: wedgeRules.maxMedianMs })}
        </p>
      )}
      {learning && <Learning onLearnt={keep} onEnd={() => setLearning(false)} />}
      <div className={css.cameras}>
        {!learning && (
          <BigButton label={t('setup.speed.learn')} onPress={() => setLearning(true)} testId="learn-speed" />
        )}
        {!learning && speed && (
          <BigButton label={t('setup.speed.forget')} onPress={() => keep()} testId="forget-speed" />
        )}
        {learning && <BigButton label={t('setup.speed.cancel')} onPress={() => setLearning(false)} />}
      </div>
    </>
  )
}

interface LearningProps {
  readonly onLearnt: (speed: WedgeSpeed) => void
  readonly onEnd: () => void
}

/** Counts the scans, and says why one did not count. */
function Learning({ onLearnt, onEnd }: LearningProps) {
  const { t } = useWords()
  const [scans, setScans] = useState<readonly (readonly number[])[]>([])
  const [wrong, setWrong] = useState<string>()
  useSlowScanners(true)
  useEffect(() => {
    const timer = setTimeout(onEnd, learnForMs)
    return () => clearTimeout(timer)
  }, [onEnd])
  useScan((_text, { readings, gaps }) => {
    const ms = learnSpeed([gaps])
    if (!layoutFor(readings)) return setWrong(t('setup.speed.other'))
    if (typeof ms === 'number') return setWrong(t('setup.speed.slow', { ms }))
    const all = [...scans, gaps]
    const speed = learnSpeed(all)
    setWrong(undefined)
    setScans(all)
    if (all.length >= scansToLearn && typeof speed === 'object') onLearnt(speed)
  })
  return (
    <div role="status" data-testid="learning-speed">
      <p className={css.lead}>{t('setup.speed.scan', { done: scans.length, of: scansToLearn })}</p>
      {wrong && (
        <p className={css.state}>
          <StateMark care="act" word={wrong} />
        </p>
      )}
    </div>
  )
}
