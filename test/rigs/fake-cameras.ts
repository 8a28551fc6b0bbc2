import type { CameraCare } from '../../main/api/camera-views.ts'
import type { CameraDesk } from '../../main/api/desk.ts'

const day = 86_400_000

/** One camera of each kind of care: all well, moved, swapped, never taught, and one of a page. */
export function fakeCares(now = Date.now()): readonly CameraCare[] {
  const scale = {
    ...{ by: 'Admin 1', mmPerPixel: 0.2312, least: 0.228, most: 0.241, residual: 0.42, rulerMm: 100 },
    lens: 'told',
    bend: -0.031,
    holds: 'yes',
  } as const
  const known = { by: 'Admin 1', aged: false } as const
  return [
    {
      ...{ role: 'top', name: 'Ceiling', driver: 'v4l2', byHand: false },
      stage: { ...known, at: now - 2 * day, fit: 'fits' },
      scale: { ...scale, at: now - 2 * day },
    },
    {
      ...{ role: 'left', name: 'Left arm', driver: 'rtsp', byHand: false },
      stage: { ...known, at: now - 48 * day, aged: true, fit: 'changed' },
      scale: { ...scale, at: now - 48 * day, holds: 'resized', lens: 'untold', bend: 0 },
    },
    {
      ...{ role: 'right', name: 'Right arm', driver: 'rtsp', byHand: false, sees: 'left' },
      stage: { ...known, at: now - 3 * day, fit: 'changed' },
      scale: { ...scale, at: now - 90 * day, lens: 'never', bend: 0 },
    },
    { role: 'front', name: 'Kiosk webcam', driver: 'page', byHand: true },
  ]
}

/** A camera desk that remembers what it was asked for; the right camera has an item on its stage and no sheet in view. */
export function fakeCameras(said: (name: string) => (...parts: readonly unknown[]) => void): CameraDesk {
  return {
    view: async () => fakeCares(),
    takeStages: async (roles) => {
      said('cameras.takeStages')(roles)
      return roles.map((role) =>
        role === 'right' ? { role, ok: false, why: 'item', found: '' } : { role, ok: true },
      )
    },
    calibrate: async (input) => {
      said('cameras.calibrate')(input)
      const { role } = input
      return role === 'right' ? { role, ok: false, why: 'none', found: '0 corners' } : { role, ok: true }
    },
    stagePhoto: () => new Uint8Array(),
    sheet: async () => new Uint8Array(),
  }
}
