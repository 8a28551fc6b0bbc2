import type { Manifest } from '../manifest.ts'
import { anomalyTask } from './anomaly.ts'
import { classifyTask } from './classify.ts'
import { detectTask } from './detect.ts'
import { inspectTask } from './inspect.ts'
import { labelsTask } from './labels.ts'
import { segmentTask } from './segment.ts'
import type { Task } from './task.ts'

/** The task a manifest names, made for its input and outputs. */
export function taskOf(manifest: Manifest): Task {
  const { input } = manifest
  switch (manifest.task) {
    case 'inspect':
      return inspectTask(input, manifest.outputs)
    case 'detect':
      return detectTask(input, manifest.outputs)
    case 'segment':
      return segmentTask(input, manifest.outputs)
    case 'classify':
      return classifyTask(input, manifest.outputs)
    case 'anomaly':
      return anomalyTask(input, manifest.outputs)
    case 'labels':
      return labelsTask(input, manifest.outputs)
  }
}
