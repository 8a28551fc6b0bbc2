import type { BesideView, Compared } from '../port.ts'
import type { Asks } from './asks.ts'
import type { Answer } from './messages.ts'

/** Asks the owner to compare, and answers by the deadline whatever happens. */
export async function comparedBy(
  asks: Asks,
  views: readonly BesideView[],
  deadlineMs: number,
): Promise<Compared> {
  if (views.length === 0) return unsure('no_photos', 'There is no view of the item.')
  const answer = await asks.put(
    { kind: 'compare', views },
    {
      deadlineMs,
      late: () => told(unsure('timed_out', `The model gave no answer within ${deadlineMs} ms.`)),
      fallen: (how) => told(unsure('crashed', `The model's process ${how}.`)),
    },
  )
  return 'told' in answer && answer.told === 'compared'
    ? ownNumbers(answer.compared)
    : unsure('crashed', "The model's process gave an answer that makes no sense.")
}

/** Patches are kept for long: as they come they lie in the whole message, and would keep all of it. */
function ownNumbers(compared: Compared): Compared {
  if (compared.status !== 'done') return compared
  const views = compared.views.map((view) => {
    const patches = { ...view.patches, values: view.patches.values.slice() }
    return { ...view, patches, difference: view.difference.slice() }
  })
  return { ...compared, views }
}

function told(compared: Compared): Answer {
  return { told: 'compared', compared }
}

function unsure(why: Extract<Compared, { status: 'unsure' }>['why'], detail: string): Compared {
  return { status: 'unsure', why, detail }
}
