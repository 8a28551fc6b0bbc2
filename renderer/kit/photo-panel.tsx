import { useState } from 'react'
import type { Finding, Inference } from '../../main/kernel/finding.ts'
import type { Shot } from '../../main/kernel/frame.ts'
import { useKeys } from './keyboard.tsx'
import { MemoryLine, memoryOf } from './memory-line.tsx'
import { numberFindings, tellingRole } from './number-findings.ts'
import css from './photo-panel.module.css'
import { PhotoStrip } from './photo-strip.tsx'
import { PhotoView } from './photo-view.tsx'

export interface PhotoPanelProps {
  readonly shots: readonly Shot[]
  readonly findings: readonly Finding[]
  /** What the eyes said, for the memory's word on each view. */
  readonly inference: Inference | undefined
}

/** All views of an item: the telling one large, with its findings; the others small. Arrow keys go round. */
export function PhotoPanel({ shots, findings, inference }: PhotoPanelProps) {
  const [chosen, setChosen] = useState(() => tellingRole(shots, findings))
  const shot = shots.find(({ role }) => role === chosen) ?? shots[0]
  const turn = (by: number) => {
    const at = shots.findIndex(({ role }) => role === shot?.role)
    setChosen(shots[(at + by + shots.length) % shots.length]?.role)
  }
  useKeys({ ArrowRight: () => turn(1), ArrowLeft: () => turn(-1) })
  if (!shot) return undefined
  const numbered = numberFindings(findings)
  return (
    <div className={css.panel}>
      <PhotoView shot={shot} findings={numbered} width={1280} />
      <MemoryLine word={memoryOf(inference, shot.role)} />
      {shots.length > 1 && (
        <PhotoStrip shots={shots} findings={numbered} shown={shot.role} onShow={setChosen} />
      )}
    </div>
  )
}
