import { IconCamera, IconRuler2 } from '@tabler/icons-react'
import type { CameraCare } from '../../main/api/camera-views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { agoText, numberText, timeText } from '../kit/format.ts'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { type CameraWord, lensWord, scaleWord, stageWord } from './camera-words.ts'
import css from './cameras.module.css'
import { CameraOutcomes } from './outcomes.tsx'
import type { Rounds } from './use-rounds.ts'

/** One camera: its empty stage as a picture with date and who, its scale in millimetres, and the two things to do. */
export function CameraRow({ camera, rounds }: { camera: CameraCare; rounds: Rounds }) {
  const { t } = useWords()
  const { role, name, driver, byHand, stage } = camera
  return (
    <li className={css.row} data-testid={`camera-${role}`}>
      {stage ? (
        <img
          className={css.picture}
          src={`/cameras/${role}/stage?at=${stage.at}`}
          alt={t('setup.cameras.picture')}
        />
      ) : (
        <div className={css.picture} />
      )}
      <div className={css.facts}>
        <h3 className={css.name}>
          {t(`role.${role}`)}: {name} <span className={css.soft}>{driver}</span>
        </h3>
        <StageFacts camera={camera} />
        <ScaleFacts camera={camera} />
        <CameraOutcomes role={role} rounds={rounds} />
      </div>
      <div className={css.acts}>
        {byHand && (
          <BigButton
            label={t('setup.cameras.takeStage')}
            icon={IconCamera}
            disabled={rounds.busy}
            onPress={() => rounds.takeStages([role], true)}
          />
        )}
        <BigButton
          label={t('setup.cameras.measure')}
          icon={IconRuler2}
          disabled={rounds.busy || !rounds.rulerFits}
          onPress={() => rounds.measure(role, byHand)}
          testId={`measure-${role}`}
        />
      </div>
    </li>
  )
}

function StageFacts({ camera }: { camera: CameraCare }) {
  const { t, region } = useWords()
  const { stage } = camera
  return (
    <>
      <Word word={stageWord(camera)} />
      {camera.sees && <p className={css.soft}>{t('setup.cameras.swapTodo')}</p>}
      {stage && (
        <p className={css.soft}>
          {t('setup.cameras.stageBy', {
            when: timeText(stage.at, region),
            ago: agoText(stage.at, Date.now(), region),
            by: stage.by,
          })}
        </p>
      )}
    </>
  )
}

function ScaleFacts({ camera }: { camera: CameraCare }) {
  const { t, region } = useWords()
  const { scale } = camera
  const lens = lensWord(camera)
  const mm = (value: number) => numberText(value, region, 3)
  return (
    <>
      <Word word={scaleWord(camera)} />
      {scale && (
        <p className={css.soft}>
          {t('setup.cameras.scaleBy', {
            mm: mm(scale.mmPerPixel),
            least: mm(scale.least),
            most: mm(scale.most),
            residual: numberText(scale.residual, region, 1),
            when: timeText(scale.at, region),
            by: scale.by,
          })}
        </p>
      )}
      {lens && (
        <p className={css.soft}>
          {t(`setup.cameras.${lens.key}`, { percent: numberText(lens.percent, region, 1) })}
        </p>
      )}
    </>
  )
}

/** A state as a mark, with the role it is about where it is about one. */
function Word({ word: { care, key, other } }: { word: CameraWord }) {
  const { t } = useWords()
  return (
    <StateMark care={care} word={t(`setup.cameras.${key}`, { other: other ? t(`role.${other}`) : '' })} />
  )
}
