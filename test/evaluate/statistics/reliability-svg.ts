import type { Bin } from './calibration.ts'

const side = 240
const edge = 36
const at = (share: number) => Math.round((edge + share * (side - 2 * edge)) * 10) / 10
const down = (share: number) => Math.round((side - at(share)) * 10) / 10

/**
 * A reliability diagram as SVG: a bar a bin (the share that was right), the diagonal where stated and true agree, and how
 * many answers each bin holds. Nothing in it depends on fonts or scripts of the reader.
 */
export function reliabilitySvg(title: string, bins: readonly Bin[]): string {
  const bars = bins.filter(({ n }) => n > 0).map(bar)
  const words = escaped(title)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${words}" font-family="sans-serif" font-size="9">
<rect width="${side}" height="${side}" fill="#fff"/>
<text x="${side / 2}" y="16" text-anchor="middle" font-size="11">${words}</text>
${bars.join('\n')}
<path d="M${at(0)} ${down(0)}L${at(1)} ${down(1)}" stroke="#555" stroke-dasharray="4 3" fill="none"/>
<path d="M${at(0)} ${down(1)}V${down(0)}H${at(1)}" stroke="#222" fill="none"/>
${ticks()}
<text x="${side / 2}" y="${side - 6}" text-anchor="middle">stated confidence</text>
<text x="10" y="${side / 2}" text-anchor="middle" transform="rotate(-90 10 ${side / 2})">share that was right</text>
</svg>
`
}

function bar({ from, to, n, right }: Bin): string {
  const [left, width] = [at(from), Math.round((at(to) - at(from)) * 10) / 10]
  const top = down(right)
  const box = `<rect x="${left}" y="${top}" width="${width}" height="${Math.round((down(0) - top) * 10) / 10}" fill="#4c7fb8" stroke="#fff"/>`
  return `${box}<text x="${left + width / 2}" y="${top - 2}" text-anchor="middle" font-size="7">${n}</text>`
}

function ticks(): string {
  return [0, 0.5, 1]
    .flatMap((share) => [
      `<text x="${at(share)}" y="${down(0) + 10}" text-anchor="middle">${share}</text>`,
      `<text x="${at(0) - 3}" y="${down(share) + 3}" text-anchor="end">${share}</text>`,
    ])
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
