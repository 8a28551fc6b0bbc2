import { head } from './card-head.ts'
import { type Figure, type Report, type Row, struckOut, verdict } from './report.ts'
import { forgeCaption, sources, unknown } from './sources.ts'
import type { Interval } from './statistics/bootstrap.ts'

/** What the trainer wrote of its own run, as words and numbers by name; empty where it wrote nothing. */
export type TrainingFacts = Readonly<Record<string, string | number>>

/** What lies beside the card besides what is measured. */
export interface BesideCard {
  readonly training: TrainingFacts
  /** File name of the forge's contact sheet; absent where there is none. */
  readonly forge?: string
}

/** The model card as Markdown: every number in it is of the report or of the trainer's file. */
export function cardOf(report: Report, beside: BesideCard): string {
  const parts = [head(report), taught(beside), summary(report), ...report.rows.map(details), last(report)]
  return `${parts.join('\n\n')}\n`
}

function taught({ training, forge }: BesideCard): string {
  const facts = Object.entries(training).map(([name, value]) => `| ${name} | ${value} |`)
  const table =
    facts.length === 0 ? '' : `\n\n| of the training | value |\n| --- | --- |\n${facts.join('\n')}`
  const sheet =
    forge === undefined ? '' : `\n\n![What the forge makes of whole items](${forge})\n\n${forgeCaption}`
  return `## What taught it\n\n${sources}${sheet}${table}`
}

function summary(report: Report): string {
  const lines = report.rows.flatMap((row) =>
    row.notMeasured === undefined
      ? row.figures.map((figure) => `| ${row.set} | ${row.by} | ${figure.name} | ${cells(figure)} |`)
      : [`| ${row.set} | | not measured: ${row.notMeasured} | | | | | | | |`],
  )
  return `## What it reaches

Brackets are 95 % intervals (bootstrap that draws whole groups: items, sessions, people). "Border only" is the shortcut control: the same protocol on strips of
the border that hold no item. "Lead" is how far the value lies over it, the same groups drawn for both. ~~Struck out~~ is a figure that the control reaches
too, or so nearly that the interval of the lead holds 0: it proves nothing. Of alarms and calibration errors less is better and strips that say nothing do well, so there
the control strikes nothing out. AUROC 0.5 is chance. "Reached" goes by the value, not by the lower end of its interval.

${reached(report)}

| set | by | measure | value | n (groups) | border only | lead | reach | aim | reached |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}`
}

/** How many targets were reached, and which were not, by name. */
function reached({ rows }: Report): string {
  const judged = rows.flatMap(({ set, figures }) =>
    figures.flatMap((figure) => {
      const [name, came] = [`${set} ${figure.name}`, verdict(figure)]
      return came === '' || figure.target === undefined ? [] : [{ name, came, aims: figure.target.aim }]
    }),
  )
  if (judged.length === 0) return 'No figure of this run has a target.'
  const named = (came: string) => judged.filter((one) => one.came === came).map(({ name }) => name)
  const sentence = (names: readonly string[], words: string) =>
    names.length === 0 ? '' : ` ${words}: ${names.join('; ')}.`
  return `Of ${judged.length} figures with a target ${named('aim').length} reach their aim and ${named('reach').length} what was to be reached.${sentence(
    named('short'),
    '**Short of it**',
  )}${sentence(named('border'), '**Struck out, whatever the value**')}`
}

function cells(figure: Figure): string {
  const { measured, n, groups, control, lead, noControl, target } = figure
  const value = struckOut(figure) ? `~~${short(measured.value)}~~` : short(measured.value)
  const beside = control ? spread(control) : `not measured on it: ${noControl ?? 'no such strip'}`
  const goal = (of: number | undefined) => (of === undefined ? '' : `${figure.falling ? '≤' : '≥'} ${of}`)
  const came = verdict(figure)
  const words = came === 'short' ? '**short**' : came === 'border' ? 'struck out' : came
  return [
    ...[`${value} ${between(measured)}`, `${n} (${groups})`, beside, lead ? spread(lead) : ''],
    ...[goal(target?.reach), goal(target?.aim), words],
  ].join(' | ')
}

function details(row: Row): string {
  const notes = (row.notes ?? []).map((note) => `\n- ${note}`).join('')
  const body =
    row.notMeasured === undefined ? `Protocol: ${row.protocol}.` : `Not measured: ${row.notMeasured}.`
  const diagrams = (row.reliability ?? []).map(({ title, file }) => `\n\n![${title}](${file})`)
  return `### ${row.set}\n\n${body}${notes && `\n${notes}`}${diagrams.join('')}${errors(row)}${failures(row)}`
}

/** The expected calibration error of each head, and of each category or type of it. */
function errors({ reliability = [] }: Row): string {
  if (reliability.length === 0) return ''
  const line = (of: string, { measured, n, groups }: Figure) =>
    `| ${of} | ${short(measured.value)} ${between(measured)} | ${n} (${groups}) |`
  const lines = reliability.flatMap(({ title, error, parts }) => [
    line(title, error),
    ...parts.map((part) => line(`${title}: ${part.name}`, part)),
  ])
  return `\n\n| expected calibration error | value | n (groups) |\n| --- | --- | --- |\n${lines.join('\n')}

Over ten bins of stated confidence; of few answers it comes out too large.`
}

function failures({ sheet }: Row): string {
  if (!sheet) return ''
  const { title, file, captions } = sheet
  return `\n\n![${title}](${file})\n\n${captions.join('\n\n')}`
}

function last({ rows }: Report): string {
  const absent = rows.filter((row) => row.notMeasured !== undefined).map((row) => row.set)
  const missing = absent.length === 0 ? '' : `\n\nNot measured in this run: ${absent.join(', ')}.`
  return `## Unknown\n\n${unknown}${missing}`
}

function spread(interval: Interval): string {
  return `${short(interval.value)} ${between(interval)}`
}

function between({ low, high }: Interval): string {
  return Number.isNaN(low) ? '' : `(${short(low)} to ${short(high)})`
}

function short(value: number): string {
  return Number.isNaN(value) ? 'not measurable' : value.toFixed(3)
}
