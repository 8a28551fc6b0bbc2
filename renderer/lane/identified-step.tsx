import { useMutation } from '@tanstack/react-query'
import type { LaneView } from '../../main/api/views.ts'
import type { Candidate } from '../../main/inspection/record.ts'
import { api } from '../kit/api.ts'
import { useWords } from '../kit/words.ts'
import { ChoiceGrid } from './choice-grid.tsx'
import { IdentifiedActions } from './identified-actions.tsx'
import css from './lane.module.css'
import { UnknownStep } from './unknown-step.tsx'

/** Several things fit the code: pick the one on the table. Nothing fits: name it another way. */
export function IdentifiedStep({ view }: { view: LaneView }) {
  return view.candidates.length === 0 ? <UnknownStep view={view} /> : <PickStep view={view} />
}

function PickStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const choose = useMutation(api.lane.choose.mutationOptions())
  const pick = (candidate: Candidate | undefined) => {
    if (candidate && !choose.isPending) choose.mutate({ key: candidate.key })
  }
  return (
    <div className={css.step}>
      <h1 className={css.main}>
        {view.rma ? t('lane.identified.titleReturn', { rma: view.rma }) : t('lane.identified.title')}
      </h1>
      <ChoiceGrid
        choices={view.candidates.map((candidate) => ({ key: candidate.key, candidate }))}
        busy={choose.isPending}
        onPick={(index) => pick(view.candidates[index])}
      />
      <IdentifiedActions view={view} />
    </div>
  )
}
