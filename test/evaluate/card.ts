import { type Figure, type Report, type Row, struckOut } from './report.ts'
import { sources, unknown } from './sources.ts'
import type { Interval } from './statistics/bootstrap.ts'

/** What the trainer wrote of its own run, as words and numbers by name; empty where it wrote nothing. */
export type TrainingFacts = Readonly<Record<string, string | number>>

/** The model card as Markdown: every number in it is of the report or of the trainer's file. */
export function cardOf(report: Report, training: TrainingFacts): string {
  const parts = [head(report), taught(training), summary(report), ...report.rows.map(details), last(report)]
  return `${parts.join('\n\n')}\n`
}

function head({ model, sha256, quick }: Report): string {
  const rough = quick
    ? '\n\n**Measured with `--quick`:** on a sample of each set and with few draws; the intervals are rougher than they could be.'
    : ''
  return `# Model card: ${model}

Weights with the SHA-256 ${sha256.slice(0, 16)}…, licence Apache-2.0. This page is written by \`npm run evaluate\`; no number in it was written by hand.

**Intended use:** hints for an operator and a supervisor, who see them as boxes on the picture and can dismiss them; material for heads that a station
trains on its own confirmed decisions. **Not for:** deciding anything by itself, and not for judging safety, authenticity or hygiene.${rough}`
}

function taught(training: TrainingFacts): string {
  const facts = Object.entries(training).map(([name, value]) => `| ${name} | ${value} |`)
  const table =
    facts.length === 0 ? '' : `\n\n| of the training | value |\n| --- | --- |\n${facts.join('\n')}`
  return `## What taught it\n\n${sources}${table}`
}

function summary({ rows }: Report): string {
  const lines = rows.flatMap((row) =>
    row.notMeasured === undefined
      ? row.figures.map((figure) => `| ${row.set} | ${row.by} | ${figure.name} | ${cells(figure)} |`)
      : [`| ${row.set} | | not measured: ${row.notMeasured} | | | | | |`],
  )
  return `## What it reaches

Brackets are 95 % intervals (bootstrap that draws whole groups: items, sessions, people). "Border only" is the shortcut control: the same protocol on strips of
the border that hold no item. ~~Struck out~~ is a figure that the control reaches too: it proves nothing. AUROC 0.5 is chance.

| set | by | measure | value | n (groups) | border only | reach | aim |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}`
}

function cells(figure: Figure): string {
  const { measured, n, groups, control, target } = figure
  const value = struckOut(figure) ? `~~${short(measured.value)}~~` : short(measured.value)
  const beside = control ? spread(control) : 'no such strip'
  const goal = (of: number | undefined) => (of === undefined ? '' : `${figure.falling ? '≤' : '≥'} ${of}`)
  return `${value} ${between(measured)} | ${n} (${groups}) | ${beside} | ${goal(target?.reach)} | ${goal(target?.aim)}`
}

function details(row: Row): string {
  const notes = (row.notes ?? []).map((note) => `\n- ${note}`).join('')
  const body =
    row.notMeasured === undefined ? `Protocol: ${row.protocol}.` : `Not measured: ${row.notMeasured}.`
  const diagrams = (row.reliability ?? []).map(
    ({ title, file, n, error }) =>
      `\n\n![${title}](${file})\n\nExpected calibration error ${short(error)}, n = ${n}.`,
  )
  return `### ${row.set}\n\n${body}${notes && `\n${notes}`}${diagrams.join('')}${failures(row)}`
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
