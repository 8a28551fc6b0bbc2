import type { LearningReport, Measured, Silence } from '../../main/kernel/learning-report.ts'
import { learntGrades } from '../../main/kernel/learnt.ts'
import type { HeadNaming } from './head-pack.ts'

/** The card of a head, in Markdown: data, held-out numbers with n and interval, the promise, what is unknown. */
export function headCard(report: LearningReport, { name, version, at, features, hint }: HeadNaming): string {
  const { pack, layout } = features
  const learnt = `Grades by features \`${layout}\` of ${pack}; learnt on this station on ${new Date(at).toISOString()}.`
  return [
    `# ${name}@${version}`,
    '',
    hint ? shippedHead(pack, layout) : learnt,
    '',
    ...reportLines(report, hint ? madeItems : confirmed).map((line) => `- ${line}`),
    '',
    hint ? unknownOfMade : unknown,
    '',
  ].join('\n')
}

const unknown =
  'Unknown: how it grades items no supervisor looked at, goods unlike those confirmed, and a changed rig.'
const unknownOfMade =
  'Unknown: how it grades real damage, goods and cameras of any dock, and rubrics other than the one that ships.'

function shippedHead(pack: string, layout: string): string {
  return `What a station has before it has learnt: grades by what was found beside whole units (features \`${layout}\` of ${pack}). \
Nobody confirmed these grades: they are the shipped rubric's word on damage that was made by code, of which everything is known. \
Its word is a hint and decides nothing, and the first head that the station learns from its own supervisors takes its place.`
}

/** What a head was learnt from. */
interface Material {
  readonly items: string
  readonly groups: string
}

const confirmed: Material = { items: 'confirmed decisions', groups: 'recording sessions' }
const madeItems: Material = { items: 'items with made damage', groups: 'people and products' }

/** The report in plain English lines, for the card and a terminal. */
export function reportLines(report: LearningReport, { items, groups } = confirmed): string[] {
  const { decisions, sessions, perGrade, kappa, accuracy, commonest, calibration, promise, silent } = report
  const counts = learntGrades.map((grade, i) => `${grade} ${perGrade[i]}`).join(', ')
  return [
    `${decisions} ${items} (${counts}) from ${sessions} ${groups} that share no item`,
    ...(kappa ? [`quadratic kappa ${within(kappa)}, n ${decisions}, held out by whole ${groups}`] : []),
    ...(accuracy
      ? [`accuracy ${within(accuracy)}; always the commonest grade: ${commonest?.toFixed(3)}`]
      : []),
    ...(calibration === undefined ? [] : [`expected calibration error ${calibration.toFixed(3)}, ten bins`]),
    ...(promise
      ? [
          `of ${promise.spoken} held-out items it would have graded, ${promise.right} were right: at least ${promise.atLeast.toFixed(3)} with ${promise.confidence * 100} % confidence, for ${Math.round(promise.coverage * 100)} % of items`,
        ]
      : []),
    silent.length === 0 ? 'it speaks' : `it stays silent: ${silent.map(silenceLine).join('; ')}`,
  ]
}

/** What a head lacks, in plain English. */
export function silenceLine({ why, found, needed }: Silence): string {
  const lines: Readonly<Record<Silence['why'], string>> = {
    decisions: `${found} confirmed decisions; at least ${needed} are needed`,
    sessions: `${found} recording sessions that share no item; at least ${needed} are needed`,
    grades: `${found} grades are confirmed often enough; at least ${needed} are needed`,
    kappa: `quadratic kappa ${found.toFixed(3)} across sessions; at least ${needed} is needed`,
    unproven: `no part of the held-out items is graded right in ${Math.round(needed * 100)} of 100 cases with the confidence asked; all of them are in ${Math.round(found * 100)}`,
  }
  return lines[why]
}

function within({ value, low, high }: Measured): string {
  return `${value.toFixed(3)} (95 % ${low.toFixed(3)} to ${high.toFixed(3)})`
}
