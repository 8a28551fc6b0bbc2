import { useMutation } from '@tanstack/react-query'
import type { LaneView } from '../../main/api/views.ts'
import { useLaneFeed } from '../frame/lane-feed.tsx'
import { api } from '../kit/api.ts'
import { useScan } from '../kit/keyboard.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { CapturingStep } from './capturing-step.tsx'
import { CheckingStep } from './checking-step.tsx'
import { FaultStep } from './fault-step.tsx'
import { IdentifiedStep } from './identified-step.tsx'
import { InspectingStep } from './inspecting-step.tsx'
import { WrongLabelStep } from './label-check.tsx'
import css from './lane.module.css'
import { OutcomeStep } from './outcome-step.tsx'
import { ProposingStep } from './proposing-step.tsx'
import { ScanStep } from './scan-step.tsx'
import { useLaneNotice } from './use-lane-notice.ts'
import { useLaneSounds } from './use-lane-sounds.ts'

/** The operator's screen: one thing to do at a time, as the lane says; a scan is heard in every state. */
export function LaneScreen() {
  const { view } = useLaneFeed()
  const scan = useMutation(api.lane.scan.mutationOptions())
  useScan((text) => scan.mutate({ text, source: 'wedge' }))
  useLaneSounds(view)
  useLaneNotice(view)
  if (!view) return <Waiting />
  return (
    <div className={css.screen} data-state={view.state} data-revision={view.revision}>
      <Step view={view} />
    </div>
  )
}

function Step({ view }: { view: LaneView }) {
  switch (view.state) {
    case 'scan':
      return view.last ? <OutcomeStep view={view} /> : <ScanStep view={view} />
    case 'identified':
      return <IdentifiedStep view={view} />
    case 'checking':
      return <CheckingStep view={view} />
    case 'capturing':
      return <CapturingStep view={view} />
    case 'inspecting':
      return <InspectingStep view={view} />
    case 'proposing':
      return <ProposingStep view={view} />
    case 'confirmed':
    case 'committing':
    case 'printing':
    case 'verifying':
      return view.check?.says === 'other' ? <WrongLabelStep view={view} /> : <OutcomeStep view={view} />
    case 'asking':
    case 'stopped':
      return <FaultStep view={view} />
  }
}
