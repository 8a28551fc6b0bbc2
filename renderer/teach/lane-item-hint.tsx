import { useMutation } from '@tanstack/react-query'
import type { LaneView } from '../../main/api/views.ts'
import { useLaneFeed } from '../frame/lane-feed.tsx'
import { client } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { goTo } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './teach.module.css'

/** Whether nothing on the lane keeps the cameras from a unit: the label of the last item may still be printing. */
export function laneIsFree(view: Pick<LaneView, 'state'> | undefined): boolean {
  return view?.state === 'scan' || view?.state === 'printing'
}

/** States in which the item can be taken off the lane without losing a decision. */
const stillOpen = new Set<LaneView['state']>([
  'identified',
  'checking',
  'capturing',
  'inspecting',
  'proposing',
  'asking',
])

/**
 * The lane has an item: a scanner with a cable of its own always starts one there. It can be taken off the lane and
 * taught instead, or worked on first.
 */
export function LaneItemHint() {
  const { t, itemTitle } = useWords()
  const { view } = useLaneFeed()
  const sku = skuOnLane(view)
  // The product travels with the press: the lane's news that it is empty may come before the answer.
  const instead = useMutation({
    mutationFn: (_sku: string) => client.lane.cancel.mutate(),
    onSuccess: (_, pressed) => goTo('teach', pressed),
  })
  if (!view || laneIsFree(view)) return undefined
  const item = view.item?.item
  return (
    <section className={css.busy} role="status" data-testid="lane-busy">
      <p>
        <strong>{t('teach.laneBusy')}</strong> {item && itemTitle(item)}
      </p>
      <div className={css.row}>
        <BigButton label={t('teach.toLane')} onPress={() => goTo('lane')} testId="to-lane" />
        {sku && stillOpen.has(view.state) && (
          <BigButton
            label={t('teach.instead')}
            disabled={instead.isPending}
            onPress={() => instead.mutate(sku)}
            testId="teach-instead"
          />
        )}
      </div>
    </section>
  )
}

/** The SKU of the item on the lane, or the one its code can only mean. */
export function skuOnLane(view: Pick<LaneView, 'item' | 'candidates'> | undefined): string | undefined {
  const item = view?.item?.item
  if (item) return 'sku' in item ? item.sku?.sku : undefined
  const skus = new Set(
    view?.candidates.flatMap((each) => ('sku' in each.item && each.item.sku ? [each.item.sku.sku] : [])),
  )
  const [one, ...more] = skus
  return more.length === 0 ? one : undefined
}
