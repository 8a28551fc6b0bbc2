import type { LaneView } from '../../main/api/views.ts'
import type { StationClient } from './station-client.ts'

/** What an operator without a screen does at the lane. */
export interface Operator {
  /** Answers of the checklist by question; what is not named is answered yes, except that nothing is sealed. */
  readonly answers?: Readonly<Record<string, 'yes' | 'no' | 'unknown'>>
  /** Called in `capturing`, for rigs whose photographs the test must bring. */
  photograph?(view: LaneView): Promise<void>
  /** Hears the item's id just before its decision is confirmed, which waits until it has done what it does. */
  confirming?(id: string): void | Promise<void>
}

/**
 * Works one item from its scan to the moment its decision is confirmed, and returns its id. The lane may be at any
 * step of that item already: it is taken on from there.
 */
export async function workItem(
  client: StationClient,
  code: string,
  operator: Operator = {},
): Promise<string> {
  const { lane } = client.api
  for (let seen = -1; ; ) {
    const view = await client.laneUntil((next) => next.revision !== seen || isWork(next), 'the lane to move')
    seen = view.revision
    if (view.state === 'proposing' && view.item) {
      await operator.confirming?.(view.item.id)
      await lane.confirm.mutate()
      return view.item.id
    }
    await step(client, { view, code, operator })
  }
}

/** States in which the lane waits for a person. */
function isWork({ state }: LaneView): boolean {
  return !['capturing', 'inspecting', 'confirmed', 'committing'].includes(state)
}

async function step(
  { api: { lane } }: StationClient,
  { view, code, operator }: { view: LaneView; code: string; operator: Operator },
): Promise<void> {
  if (view.state === 'scan' || view.state === 'printing')
    await lane.scan.mutate({ text: code, source: 'typed' })
  if (view.state === 'identified') {
    const [first] = view.candidates
    if (first) await lane.choose.mutate({ key: first.key })
    else await lane.unlisted.mutate({ category: 'toys' })
  }
  if (view.state === 'checking' && view.question) {
    const { id } = view.question
    const answer = operator.answers?.[id] ?? (id === 'sealed' ? 'no' : 'yes')
    await lane.answer.mutate({ question: id, answer })
  }
  if (view.state === 'capturing') await operator.photograph?.(view)
  if (view.state === 'asking') await lane.withoutPhoto.mutate()
  if (view.state === 'stopped') await lane.resume.mutate()
}
