/** Units a scale may answer in. */
const weightUnits = ['g', 'kg', 'lb', 'oz'] as const
export type WeightUnit = (typeof weightUnits)[number]

/** International avoirdupois pound and ounce, exact by definition (1959). */
const gramsIn: Readonly<Record<WeightUnit, number>> = {
  g: 1,
  kg: 1000,
  lb: 453.59237,
  oz: 28.349523125,
}

/** Grams of a decimal number in a unit, to a hundredth of a gram; undefined for a unit no scale here uses. */
export function gramsOf(number: string, unit: string): number | undefined {
  const known = weightUnits.find((each) => each === unit.toLowerCase())
  return known && Math.round(Number(number) * gramsIn[known] * 100) / 100
}
