import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { TeachOutcome, TeachView, TriedUnit, TriedView } from '../../main/api/teach-views.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { api, client, queries } from '../kit/api.ts'
import { faultOf, type ShownFault } from '../kit/fault-of.ts'
import { play } from '../kit/sound.ts'

/** One photograph on the screen: how it was seen, or why the unit could not be kept, as soon as that is known. */
export interface ShownView {
  readonly role: CameraRole
  readonly seen?: TriedView
  readonly refused?: Extract<TeachOutcome, { kind: 'refused' }>['why']
}

/** The unit photographed last. */
export interface ShownUnit {
  readonly unit: string
  readonly views: readonly ShownView[]
  /** It is the one that others will be laid over. */
  readonly first: boolean
  /** The station has not said yet what became of it. */
  readonly looking: boolean
}

/** A unit as it is shown before anything is known of it. */
export function shownUnit({ unit, roles }: TriedUnit): ShownUnit {
  return { unit, first: false, looking: true, views: roles.map((role) => ({ role })) }
}

/** The same unit once the station has looked at it. */
export function withOutcome(shown: ShownUnit, outcome: TeachOutcome): ShownUnit {
  const first = outcome.kind === 'kept' && outcome.taught.ends?.first === shown.unit
  const views = shown.views.map(({ role }): ShownView => {
    if (outcome.kind === 'refused') return outcome.role === role ? { role, refused: outcome.why } : { role }
    const seen = outcome.views.find((each) => each.role === role)
    return seen ? { role, seen } : { role }
  })
  return { ...shown, first, looking: false, views }
}

/**
 * One unit after the other: `shoot` until the photographs are there (the unit may then be taken away), `look` while
 * the station makes them ready to be kept.
 */
export function useTeaching(sku: string) {
  const [shown, setShown] = useState<ShownUnit>()
  const [outcome, setOutcome] = useState<TeachOutcome['kind']>()
  const [fault, setFault] = useState<ShownFault>()
  const learnt = (view: TeachView) => queries.setQueryData(api.teach.view.queryKey({ sku }), view)
  const failed = (error: unknown) => {
    play('trouble')
    setFault(faultOf(error))
  }
  const look = useMutation({
    meta: { quiet: true },
    mutationFn: (unit: string) => client.teach.keep.mutate({ unit }),
    onSuccess: (done) => {
      setShown((now) => now && withOutcome(now, done))
      setOutcome(done.kind)
      play(done.kind === 'kept' ? 'scanned' : 'trouble')
      if (done.kind === 'kept') learnt(done.taught)
    },
    onError: failed,
  })
  const shoot = useMutation({
    meta: { quiet: true },
    mutationFn: async (before: () => Promise<void>) => {
      await before()
      return client.teach.shoot.mutate({ sku })
    },
    onMutate: () => {
      setFault(undefined)
      setOutcome(undefined)
    },
    onSuccess: (tried) => {
      setShown(shownUnit(tried))
      look.mutate(tried.unit)
    },
    onError: failed,
  })
  const undo = useMutation(
    api.teach.undo.mutationOptions({
      onSuccess: (view) => {
        setShown(undefined)
        setOutcome(undefined)
        learnt(view)
      },
    }),
  )
  const phase = shoot.isPending ? 'shooting' : look.isPending ? 'looking' : 'ready'
  return { phase, shown, outcome, fault, shoot: shoot.mutate, undo } as const
}
export type Teaching = ReturnType<typeof useTeaching>
