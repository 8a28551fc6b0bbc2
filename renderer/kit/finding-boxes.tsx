import type { Region } from '../../main/kernel/finding.ts'
import css from './finding-boxes.module.css'
import type { NumberedFinding } from './photo-view.tsx'
import { useWords } from './words.ts'

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`

/** The label stands above its box, or inside where the photograph ends, and never leaves it sideways. */
function labelSide(region: Region): { readonly inside: boolean; readonly right: boolean } {
  return { inside: region.y < 0.09, right: region.x > 0.55 }
}

export interface FindingBoxesProps {
  readonly findings: readonly NumberedFinding[]
  readonly marked?: number | undefined
  /** Numbers only. */
  readonly short?: boolean | undefined
}

/** Findings as boxes over a photograph: thin is minor, thick is major, dashed is a hint that counts for nothing; each says in words what it is. */
export function FindingBoxes(props: FindingBoxesProps) {
  const { t } = useWords()
  return (
    <ul className={css.boxes} aria-label={t('photo.findings')}>
      {props.findings.map(({ number, finding, rejected }) => {
        const region = finding.view?.region
        if (!region) return undefined
        const side = labelSide(region)
        const look = [
          css.box,
          finding.hint ? css.hint : css[finding.severity],
          rejected && css.rejected,
          number === props.marked && css.marked,
        ]
        return (
          <li
            key={number}
            className={look.filter(Boolean).join(' ')}
            style={{
              left: percent(region.x),
              top: percent(region.y),
              width: percent(region.width),
              height: percent(region.height),
            }}
          >
            <span
              className={[css.label, side.inside && css.inside, side.right && css.right]
                .filter(Boolean)
                .join(' ')}
            >
              <b>{number}</b>
              {!props.short && <FindingWords finding={finding} />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function FindingWords({ finding: { type, severity, hint } }: Pick<NumberedFinding, 'finding'>) {
  const { t } = useWords()
  return ` ${[hint && t('photo.hint'), t(`finding.${type}`)].filter(Boolean).join(' ')}, ${t(`severity.${severity}`)}`
}
