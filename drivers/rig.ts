import type { Clock } from '../main/kernel/clock.ts'
import type { CameraRole } from '../main/kernel/frame.ts'
import { type SimulatedCamera, simulatedCamera } from './camera/simulated.ts'
import type { Subject } from './camera/subject.ts'
import type { RigGrade } from './dice.ts'
import { type SimulatedPrinter, simulatedPrinter } from './printer/simulated.ts'
import { type SimulatedScale, simulatedScale } from './scale/simulated.ts'
import { type SimulatedScanner, simulatedScanner } from './scanner/simulated.ts'

/** A whole bench in memory: a scanner, four cameras, a scale and a printer that know the same item. */
export interface SimulatedRig {
  readonly scanner: SimulatedScanner
  readonly cameras: readonly SimulatedCamera[]
  readonly printer: SimulatedPrinter
  readonly scale: SimulatedScale
  /** Puts an item before all cameras; takes it away when undefined. */
  place(subject: Subject | undefined): void
  close(): Promise<void>
}

const rigRoles: readonly CameraRole[] = ['top', 'left', 'right', 'front']

/** The same seed gives the same faults in the same order. */
export function simulatedRig(
  options: { readonly grade: RigGrade; readonly seed: number },
  clock: Clock,
): SimulatedRig {
  const { grade, seed } = options
  const scanner = simulatedScanner({ name: 'Simulated scanner', grade, seed }, clock)
  const printer = simulatedPrinter({ name: 'Simulated printer', grade, seed: seed + 1 }, clock)
  const scale = simulatedScale({ name: 'Simulated scale', grade, seed: seed + 10 }, clock)
  const cameras = rigRoles.map((role, index) =>
    simulatedCamera({ name: `Simulated ${role} camera`, role, grade, seed: seed + 2 + index }, clock),
  )
  return {
    scanner,
    cameras,
    printer,
    scale,
    place(subject) {
      for (const camera of cameras) camera.show(subject)
    },
    async close() {
      await Promise.all([scanner, printer, scale, ...cameras].map((device) => device.close()))
    },
  }
}
