import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CameraOutcome } from '../../main/api/camera-views.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { api, queries } from '../kit/api.ts'

/** The printed ruler's measure, in millimetres, that the station takes. */
const rulerLimits = { least: 40, most: 400 } as const

/** A number as people type it, with a point or a comma; undefined for what is none, or no length of this ruler. */
export function rulerOf(text: string): number | undefined {
  const typed = text.trim().replace(',', '.')
  const value = /^\d{1,3}(\.\d{1,2})?$/.test(typed) ? Number(typed) : undefined
  return value !== undefined && value >= rulerLimits.least && value <= rulerLimits.most ? value : undefined
}

/** Photographing for the station's own use: one round at a time, and what came of the last ones. */
export function useRounds() {
  const [byHand, setByHand] = useState<CameraRole>()
  const [rulerText, setRuler] = useState('100')
  const [stages, setStages] = useState<readonly CameraOutcome[]>([])
  const [scales, setScales] = useState<readonly CameraOutcome[]>([])
  const onSettled = () => {
    setByHand(undefined)
    return queries.invalidateQueries(api.cameras.pathFilter())
  }
  const take = useMutation(api.cameras.takeStages.mutationOptions({ onSuccess: setStages, onSettled }))
  const measure = useMutation(
    api.cameras.calibrate.mutationOptions({ onSuccess: (outcome) => setScales([outcome]), onSettled }),
  )
  const rulerMm = rulerOf(rulerText)
  const hold = (role: CameraRole, hand: boolean) => setByHand(hand ? role : undefined)
  return {
    ...{ stages, scales, byHand, rulerText, setRuler },
    busy: take.isPending || measure.isPending,
    rulerFits: rulerMm !== undefined,
    endByHand: () => setByHand(undefined),
    takeStages: (roles: readonly CameraRole[], hand = false) => {
      if (roles[0]) hold(roles[0], hand)
      take.mutate({ roles: [...roles] })
    },
    measure: (role: CameraRole, hand: boolean) => {
      if (rulerMm === undefined) return
      hold(role, hand)
      measure.mutate({ role, rulerMm })
    },
  }
}
export type Rounds = ReturnType<typeof useRounds>
