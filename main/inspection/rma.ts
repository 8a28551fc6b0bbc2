/** Shapes of return numbers shops use; policy-free, because what is on file decides, not the shape. */
const shapes: readonly RegExp[] = [
  /^RMA[-_#:]?(?=.*\d)[A-Z0-9][A-Z0-9-]{1,29}$/,
  /^(RET|RTN|RA|RT)[-_#:]?\d[A-Z0-9-]{2,29}$/,
  /^R[-_#:]?\d{4,20}$/,
  /^#?\d{3,12}-R\d{1,3}$/,
]

/** Whether an upper-case code without spaces looks like a return number. */
export function looksLikeRma(reference: string): boolean {
  return shapes.some((shape) => shape.test(reference))
}

/** A return number inside a web address, as shops print on QR return slips; `undefined` when there is none. */
export function rmaInUrl(text: string): string | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const parts = [...url.searchParams.values(), ...url.pathname.split('/').reverse()]
  return parts.map((part) => part.toUpperCase()).find(looksLikeRma)
}
