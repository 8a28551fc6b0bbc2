import { anomalyOutputs, anomalyProblem, anomalyTask } from './anomaly.ts'
import { classifyOutputs, classifyProblem, classifyTask } from './classify.ts'
import { compareKind } from './compare.ts'
import { detectOutputs, detectProblem, detectTask } from './detect.ts'
import { identityKind } from './identity.ts'
import { inspectOutputs, inspectProblem, inspectTask } from './inspect.ts'
import { plainKind } from './kind.ts'
import { labelsOutputs, labelsProblem, labelsTask } from './labels.ts'
import { segmentOutputs, segmentProblem, segmentTask } from './segment.ts'

/** Every kind of network, by the word a manifest has for it: a new one is added here and nowhere else. */
export const kinds = {
  inspect: plainKind(inspectOutputs, inspectProblem, inspectTask),
  compare: compareKind,
  identity: identityKind,
  detect: plainKind(detectOutputs, detectProblem, detectTask),
  segment: plainKind(segmentOutputs, segmentProblem, segmentTask),
  classify: plainKind(classifyOutputs, classifyProblem, classifyTask),
  anomaly: plainKind(anomalyOutputs, anomalyProblem, anomalyTask),
  labels: plainKind(labelsOutputs, labelsProblem, labelsTask),
} as const

export type Kinds = typeof kinds
export type TaskName = keyof Kinds
