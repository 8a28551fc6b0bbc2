/** How often a property is tried: `quick` times at a desk, four times as often where CI is set and nobody waits. */
export function rounds(quick: number): number {
  return process.env.CI ? quick * 4 : quick
}
