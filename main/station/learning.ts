import type { FastifyBaseLogger } from 'fastify'
import type { Eyes } from '../../models/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { LearnDesk } from '../api/learn-views.ts'
import type { Clock } from '../kernel/clock.ts'
import type { DataFolder } from './data-folder.ts'
import { learnDesk } from './learn-desk.ts'
import { FeaturesKeeper } from './learn-keep.ts'
import { nightLearning } from './learn-night.ts'
import { Learner } from './learner.ts'

export interface LearningPorts {
  readonly data: DataFolder
  /** What the configuration was read from; undefined where there is none. */
  readonly configFile: string | undefined
  readonly eyes: Eyes
  readonly ledger: Ledger
  /** Folder of the head that ships with the model in use; empty where none does. */
  starting(): string
  readonly clock: Clock
  readonly log: FastifyBaseLogger
}

/** All that learns at a station: what keeps the features of items, the supervisors' page, the night's work. */
export interface Learning {
  readonly keeper: FeaturesKeeper
  readonly desk: LearnDesk
  night(): Promise<void>
  close(): Promise<void>
}

export function openLearning(given: LearningPorts): Learning {
  const { data, configFile, eyes, ledger, clock, log } = given
  const keeper = new FeaturesKeeper({ eyes, ledger, log })
  const learner = new Learner({ data: data.root, configFile, clock })
  const ports = { ledger, eyes, heads: data.heads, learner, starting: given.starting }
  return {
    keeper,
    desk: learnDesk(ports),
    night: nightLearning({ ...ports, log }),
    close: async () => {
      await Promise.all([keeper.close(), learner.close()])
    },
  }
}
