import type { Manifest } from '../manifest.ts'
import { kindOf } from '../manifest.ts'
import type { Task } from './task.ts'

/** The task a manifest names, made for its input and outputs. */
export function taskOf(manifest: Manifest): Task {
  return kindOf(manifest.task).task(manifest)
}
