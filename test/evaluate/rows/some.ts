import { diceFor, drawnFrom, type Setting } from '../protocol.ts'

/** At most `setting.most` rows of a manifest, as many damaged as whole ones as there are, in the manifest's order. */
export function someOf(
  rows: readonly Readonly<Record<string, string>>[],
  setting: Setting,
  row: string,
): readonly Readonly<Record<string, string>>[] {
  if (rows.length <= setting.most) return rows
  const dice = diceFor(setting, `some of ${row}`, 0)
  const sides = Map.groupBy(rows, ({ defect }) => defect)
  const chosen = new Set(
    [...sides.values()].flatMap((side) => drawnFrom(dice, side, setting.most / sides.size)),
  )
  return rows.filter((one) => chosen.has(one))
}
