/** Whether a text is 8, 12, 13 or 14 digits whose last is the GS1 check digit (weights 3 and 1 from the right). */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false
  const weighed = [...text].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 3))
  return weighed.reduce((sum, value) => sum + value, 0) % 10 === 0
}
