import type { MeasuredPack, Report } from './report.ts'

/** The card's beginning. Its first sentence is what `npm run models` tells of either pack, so it must be true of both. */
export function head({ packs: { comparing, telling }, quick }: Report): string {
  const rough = quick
    ? '\n\n**Measured with `--quick`:** on a sample of each set and with few draws; the intervals are rougher than they could be.'
    : ''
  const megabytes = ((comparing.bytes + telling.bytes) / 1e6).toFixed(1)
  return `# Model card: ${comparing.model} and ${telling.model}

Two networks that give hints and decide nothing: ${nameOf(comparing)} marks where an item differs from whole units beside it, ${nameOf(telling)} tells which product it looks like.

| network | SHA-256 of its weights | MB | licence |
| --- | --- | --- | --- |
${[comparing, telling].map(line).join('\n')}

Both together have ${megabytes} MB; 24 are allowed. This page is written by \`npm run evaluate\`; no number in it was written by hand.

**Intended use:** hints for an operator and a supervisor, who see them as boxes on the picture and can dismiss them; material for heads that a station
trains on its own confirmed decisions. **Not for:** deciding anything by itself, and not for judging safety, authenticity or hygiene.

**Only beside whole units:** ${nameOf(comparing)} finds nothing on photographs alone. \`npm run inspect\` needs \`--whole\` with photographs of whole units, or \`--data\` of a
station that was taught the item; without them it says nothing of damage, which does not mean that there is none.${rough}`
}

function nameOf({ model }: MeasuredPack): string {
  return model.split('@')[0] ?? model
}

function line({ model, sha256, licence, bytes }: MeasuredPack): string {
  return `| ${model} | ${sha256} | ${(bytes / 1e6).toFixed(1)} | ${licence} |`
}
