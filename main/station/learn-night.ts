import type { FastifyBaseLogger } from 'fastify'
import { activeHead, learningPaused } from '../../models/learning/head-folder.ts'
import { tooFew } from '../../models/learning/learn.ts'
import { toldHeads } from '../../models/learning/told-heads.ts'
import { asFault } from '../kernel/fault.ts'
import { type LearnDeskPorts, packNow } from './learn-desk.ts'
import { countedOf, type Source, sourceOf, usable } from './learn-source.ts'

export interface LearnNightPorts extends LearnDeskPorts {
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>
}

/** Milliseconds the eyes may take to tell about the head. */
const headMs = 5_000

/**
 * What the night shift does about learning: tells a head that was refused in the trail, once, and learns where there is enough,
 * something was confirmed since the head in use, and nobody has undone one. Never rejects.
 */
export function nightLearning(ports: LearnNightPorts): () => Promise<void> {
  const told = new Set<string>()
  return async () => {
    try {
      await noteRefusal(ports, told)
      if (!worthIt(ports)) return
      const done = await ports.learner.learn('night shift')
      if (done) ports.log.info('the station has learnt from confirmed decisions')
      else ports.log.warn({ failed: ports.learner.failed }, 'nothing was learnt')
    } catch (thrown) {
      ports.log.warn({ err: asFault(thrown) }, 'nothing was learnt')
    }
  }
}

async function noteRefusal({ eyes, ledger }: LearnNightPorts, told: Set<string>): Promise<void> {
  const head = await eyes.head(headMs)
  if (head.kind !== 'refused' || told.has(head.detail)) return
  told.add(head.detail)
  ledger.audit({ actor: 'night shift', action: 'grading.refused', subject: '', detail: head.detail })
}

function worthIt({ ledger, eyes, heads }: LearnNightPorts): boolean {
  const all = ledger.confirmedSources()
  const source = sourceOf(all, packNow(eyes))
  const counted = countedOf(usable(all, source))
  if (!source || tooFew(counted).length > 0 || learningPaused(heads)) return false
  return !learntFrom(heads, source, counted.perGrade)
}

/** Whether the head in use was learnt from as many decisions of each grade: then nothing new was confirmed. */
function learntFrom(heads: string, { pack, layout }: Source, perGrade: readonly number[]): boolean {
  const name = activeHead(heads)
  const told = toldHeads(heads).find((each) => each.name === name)
  if (told?.pack !== pack || told.layout !== layout) return false
  return told.report.perGrade.every((count, grade) => count === perGrade[grade])
}
