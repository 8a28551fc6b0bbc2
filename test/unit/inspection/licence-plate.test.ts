import { describe, expect, it } from 'vitest'
import { mod37Check } from '../../../main/inspection/check-digits.ts'
import { parseCode } from '../../../main/inspection/code.ts'
import { isPlate, newPlate, plateOf } from '../../../main/inspection/licence-plate.ts'

const plate = newPlate(Uint8Array.of(200, 17, 3, 250, 99, 6, 77))

describe('licence plates', () => {
  it('[CD11] RG, ten characters, one check character', () => {
    expect(plate).toMatch(/^RG[0-9A-HJKMNP-TV-Z]{10}[0-9A-Z]$/)
    expect(isPlate(plate)).toBe(true)
  })

  it('[CD11] the check character is ISO 7064 MOD 37,36: the example of the GRid standard', () => {
    expect(mod37Check('A12425GABC1234002')).toBe('M')
  })

  it('[CD11] other bytes, another plate; too few bytes are refused', () => {
    expect(newPlate(Uint8Array.of(201, 17, 3, 250, 99, 6, 77))).not.toBe(plate)
    expect(() => newPlate(new Uint8Array(6))).toThrow('needs 7 random bytes, found 6')
  })

  it('[CD11] every wrong character and every swap of neighbours is seen', () => {
    for (let at = 2; at < 13; at++) {
      const other = plate[at] === '7' ? '8' : '7'
      expect(isPlate(plate.slice(0, at) + other + plate.slice(at + 1))).toBe(false)
      const swapped = plate.slice(0, at - 1) + plate[at] + plate[at - 1] + plate.slice(at + 1)
      if (swapped !== plate) expect(isPlate(swapped)).toBe(false)
    }
  })

  it('[CD10] however a person types it', () => {
    expect(plateOf(` ${plate.toLowerCase().slice(0, 5)}-${plate.slice(5)} `)).toBe(plate)
    expect(parseCode(plate.toLowerCase())).toMatchObject({ kind: 'licence_plate', references: [plate] })
    const zeros = newPlate(new Uint8Array(7))
    expect(plateOf(zeros.replace('000', 'OOO'))).toBe(zeros)
  })

  it('[CD10] a plate with a wrong character asks to be read again', () => {
    const wrong = `${plate.slice(0, 12)}${plate[12] === 'X' ? 'Y' : 'X'}`
    expect(parseCode(wrong)).toMatchObject({ kind: 'unreadable', problem: 'bad_check_digit' })
    expect(parseCode('RG12345678901').kind).toBe('text')
  })
})
