import type { CameraRole } from '../../../main/kernel/frame.ts'
import { createDice } from '../../dice.ts'
import type { ItemKind, Subject } from '../subject.ts'

/** How far a camera at the side looks past the front, in degrees; the sign tells the side. */
const turn: Readonly<Record<CameraRole, number>> = { top: 0, label: 0, front: 0, left: -26, right: 26 }

/** From the right, these show their other side: toe or handle point the other way. */
const mirrored: ReadonlySet<ItemKind> = new Set(['shoe', 'mug'])

/** An SVG transform from item space into the picture of a camera of that role. What stands lies down for the top camera. */
export function viewOf(subject: Subject, role: CameraRole): string {
  const askew = createDice(subject.seed ^ 0x5bd1e995).between(-7, 7)
  const open = subject.damage?.includes('open_flap')
  if (subject.kind === 'box')
    return `translate(960 ${role === 'top' ? 530 : 580}) scale(${(open ? 0.94 : 1.14) * (role === 'label' ? 1.4 : 1)})`
  if (role === 'top')
    return `translate(960 540) rotate(${askew}) scale(${subject.kind === 'mug' ? 1.3 : 1.06})`
  if (role === 'label') return `translate(960 540) rotate(${askew}) scale(1.6)`
  if (subject.kind === 'shirt' || subject.kind === 'phone')
    return `translate(960 620) scale(1.5 .74) skewX(${turn[role] * 0.7}) rotate(${askew + turn[role]})`
  return standing(subject.kind, role)
}

function standing(kind: ItemKind, role: CameraRole): string {
  const narrower = 1 - Math.abs(turn[role]) / 240
  const across = mirrored.has(kind) && role === 'right' ? -narrower : narrower
  const scale = kind === 'mug' || kind === 'shoe' ? 1.5 : 1.2
  return `translate(960 560) skewY(${turn[role] / 10}) scale(${across * scale} ${scale})`
}
