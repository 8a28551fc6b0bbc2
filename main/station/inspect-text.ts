import { findingsOf, type InspectionRecord } from '../inspection/record.ts'

/** The record as a person reads it in a terminal. */
export function asText(record: InspectionRecord): string {
  const { reading, item, verdict, proposal, decision, versions, timings, shots, inference } = record
  const title = 'sku' in item && item.sku ? `${item.sku.sku} ${item.sku.title}` : item.kind
  const odds = Object.entries(verdict.probabilities).map(([grade, odds]) => `${grade} ${percent(odds)}`)
  return [
    `item         ${title}${reading.display ? ` (code ${reading.display})` : ''}`,
    `photographs  ${shots.map((shot) => `${shot.role} ${shot.quality.width}×${shot.quality.height} ${shot.quality.verdict}`).join(', ')}`,
    `eyes         ${inference.status === 'done' ? inference.model : `unsure: ${inference.detail}`}`,
    ...lines(
      'findings',
      findingsOf(record).map(
        (each) =>
          `${each.hint ? 'hint of ' : ''}${each.severity} ${each.type}${each.view ? ` on ${each.view.role}` : ''}, score ${each.score.toFixed(2)}`,
      ),
    ),
    `grade        ${verdict.grade}   (${odds.join(', ')})`,
    ...lines(
      '',
      verdict.reasons.map((each) => each.text),
    ),
    `disposition  ${proposal.choice}, to be decided by: ${proposal.decidedBy}`,
    ...lines(
      '',
      proposal.reasons.map((each) => each.text),
    ),
    ...lines(
      'alternatives',
      proposal.alternatives
        .slice(1)
        .map(
          (each) =>
            `${each.disposition}${each.allowed ? '' : ' (not allowed)'}${each.expected ? `, expected ${(each.expected.minor / 100).toFixed(2)} ${each.expected.currency}` : ''}`,
        ),
    ),
    `outcome      ${decision.held ? 'held for a supervisor' : decision.disposition}`,
    `versions     policy ${versions.policy}, model ${versions.model}, station ${versions.station}`,
    `timings      ${Object.entries(timings)
      .map(([step, ms]) => `${step} ${ms.toFixed(0)} ms`)
      .join(', ')}`,
  ].join('\n')
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`
}

function lines(head: string, texts: readonly string[]): string[] {
  const shown = texts.length > 0 || head === '' ? texts : ['none']
  return shown.map((text, index) => `${(index === 0 ? head : '').padEnd(13)}${text}`)
}
