import { unitsForHint, unitsForVerdict } from '../../models/memory/promise.ts'
import { findingsOf, type InspectionRecord } from '../inspection/record.ts'
import type { Finding, MemoryWord } from '../kernel/finding.ts'

/** The record as a person reads it in a terminal. */
export function asText(record: InspectionRecord): string {
  const { reading, item, verdict, proposal, decision, versions, timings, shots, inference } = record
  const title = 'sku' in item && item.sku ? `${item.sku.sku} ${item.sku.title}` : item.kind
  const odds = Object.entries(verdict.probabilities).map(([grade, odds]) => `${grade} ${percent(odds)}`)
  return [
    `item         ${title}${reading.display ? ` (code ${reading.display})` : ''}`,
    `photographs  ${shots.map((shot) => `${shot.role} ${shot.quality.width}×${shot.quality.height} ${shot.quality.verdict}`).join(', ')}`,
    `eyes         ${inference.status === 'done' ? inference.model : `unsure: ${inference.detail}`}`,
    ...compared(record),
    ...lines('findings', findingsOf(record).map(findingText)),
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

function findingText({ hint, severity, type, view, score }: Finding): string {
  return `${hint ? 'hint of ' : ''}${severity} ${type}${view ? ` on ${view.role}` : ''}, score ${score.toFixed(2)}`
}

/** Of every view with how many whole units it was compared, what they said, and what so few promise; nothing where nobody asked. */
function compared({ shots, inference }: InspectionRecord): string[] {
  const words = inference.status === 'done' ? inference.memory : undefined
  if (!words) return []
  const roles = new Set(shots.map(({ role }) => role))
  const without = [...roles].filter((role) => !words.some((word) => word.role === role))
  return lines('compared', [...words.map(wordText), ...without.map((role) => `${role}: with no whole unit`)])
}

function wordText({ role, units, says, different, score, registered, falseAlarms }: MemoryWord): string {
  const beside = `${role}: with ${units} whole ${units === 1 ? 'unit' : 'units'}`
  if (says === 'nothing' || !falseAlarms)
    return `${beside}, too few for a promise: ${unitsForHint} give a hint, ${unitsForVerdict} count`
  const few = units < unitsForVerdict ? [`${unitsForVerdict} units count`] : []
  const askew = registered ? [] : ['it does not lie as they do']
  const weight = says === 'verdict' ? 'counts' : `only a hint, for ${[...few, ...askew].join(' and ')}`
  const found = `${different ? 'different' : 'not different'}, score ${score.toFixed(2)}`
  // rounded up: a promise must hold
  const alarms = Math.ceil(falseAlarms.high * 100)
  return `${beside}: ${found} (${weight}); at most ${alarms} of 100 whole ones are called different`
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`
}

function lines(head: string, texts: readonly string[]): string[] {
  const shown = texts.length > 0 || head === '' ? texts : ['none']
  return shown.map((text, index) => `${(index === 0 ? head : '').padEnd(13)}${text}`)
}
