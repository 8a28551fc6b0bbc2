const alphanumerics = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Whether the last digit is GS1's check digit: weights 3 and 1 from the right, mod 10 (GTIN, SSCC, USPS, FedEx Ground). */
export function endsInGs1Check(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && digits.endsWith(gs1Check(digits.slice(0, -1)))
}

/** GS1's check digit for the digits before it (GS1 General Specifications, section 7.9). */
export function gs1Check(payload: string): string {
  const sum = [...payload].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 1 : 3), 0)
  return String((10 - (sum % 10)) % 10)
}

/** UPS: after `1Z`, letters count as their alphabet place plus 2 mod 10, every second character twice, mod 10. */
export function endsInUpsCheck(text: string): boolean {
  const values = [...text.slice(2, -1)].map((c) => (/\d/.test(c) ? Number(c) : (c.charCodeAt(0) - 63) % 10))
  const sum = values.reduce((total, value, at) => total + value * (at % 2 ? 2 : 1), 0)
  return text.endsWith(String((10 - (sum % 10)) % 10))
}

/** FedEx Express: weights 1, 3, 7 from the right, mod 11, then mod 10. */
export function endsInFedexCheck(digits: string): boolean {
  const weights = [1, 3, 7]
  const sum = [...digits.slice(0, -1)]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (weights[at % 3] ?? 0), 0)
  return digits.endsWith(String((sum % 11) % 10))
}

/** DHL Express waybill: the last digit is the rest of all digits before it divided by 7. */
export function endsInDhlCheck(digits: string): boolean {
  return Number(digits.slice(0, -1)) % 7 === Number(digits.at(-1))
}

/** UPU S10: eight digits weighted 8 6 4 2 3 5 9 7, 11 minus the sum mod 11; 10 is written 0, 11 is written 5. */
export function endsInS10Check(nineDigits: string): boolean {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(nineDigits[at]), 0)
  const check = 11 - (sum % 11)
  return Number(nineDigits[8]) === (check === 10 ? 0 : check === 11 ? 5 : check)
}

/** ISO 7064 MOD 37,36 check character for digits and capital letters; it is again a digit or a capital letter. */
export function mod37Check(payload: string): string {
  let carry = 36
  for (const character of payload) {
    const sum = (carry + alphanumerics.indexOf(character)) % 36 || 36
    carry = (sum * 2) % 37
  }
  return alphanumerics[(37 - carry) % 36] ?? '0'
}

/** Whether the last character is the MOD 37,36 check of all before it. */
export function endsInMod37Check(text: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(text) && text.endsWith(mod37Check(text.slice(0, -1)))
}
