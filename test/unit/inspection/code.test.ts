import { describe, expect, it } from 'vitest'
import { parseCode } from '../../../main/inspection/code.ts'

const gs = '\u001d'

describe('every code is a reading', () => {
  it.each([
    ['emoji', '😀 return'],
    ['4 kB', 'x'.repeat(4096)],
    ['4 kB of emoji', '😀'.repeat(2048)],
    ['a lone half of a surrogate pair', '\ud83d'],
    ['bytes', '\u0000\u0001\u00ff'],
    ['only a prefix', ']C1'],
  ])('[CD1] %s', (_, text) => {
    const reading = parseCode(text)
    expect([...reading.display].length).toBeLessThanOrEqual(200)
    expect(reading.display.isWellFormed()).toBe(true)
  })

  it('[CD1] references are compared upper case and without spaces', () => {
    expect(parseCode('rma 10 01').references).toEqual(['RMA1001'])
  })

  it('[CD2] the AIM prefix is kept apart', () => {
    expect(parseCode(']Q1hello')).toMatchObject({ aim: ']Q1', display: 'hello', kind: 'text' })
    expect(parseCode('hello')).not.toHaveProperty('aim')
  })

  it('[CD12] what fits nothing is text with itself as reference', () => {
    expect(parseCode('Shelf 4b')).toEqual({ kind: 'text', display: 'Shelf 4b', references: ['SHELF4B'] })
  })

  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    [']d2', 'empty'],
    [gs, 'empty'],
    ['x'.repeat(201), 'too_long'],
    ['a\u0000b', 'binary'],
    ['a\tb', 'binary'],
    ['caf\ufffd', 'binary'],
  ])('[CD13] %j is unreadable: %s', (text, problem) => {
    expect(parseCode(text)).toMatchObject({ kind: 'unreadable', problem })
  })

  it('[CD13] 200 characters are still fine, and a line end of the reader is nobody’s character', () => {
    expect(parseCode(`${'x'.repeat(200)}\r\n`).kind).toBe('text')
  })
})

describe('trade item numbers', () => {
  it.each([
    ['4006381333931', '04006381333931'],
    ['036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
    ['10614141000415', '10614141000415'],
    // Starts like a postal label and passes FedEx's check too (property seed 2056433927).
    ['919964478544', '00919964478544'],
    ['978-0-306-40615-7', '09780306406157'],
    [']E04006381333931', '04006381333931'],
    [']E0036000291452', '00036000291452'],
    [']E496385074', '00000096385074'],
    [']E3400638133393112', '04006381333931'],
  ])('[CD3] %s', (text, gtin) => {
    expect(parseCode(text)).toMatchObject({ kind: 'gtin', gtin })
  })

  // Each last digit of UPC-E leaves out other zeros: 0 to 2, 3, 4, 5 to 9.
  it.each([
    ['04252614', '00042100005264'],
    ['01234505', '00012000003455'],
    ['01234531', '00012300000451'],
    ['01234543', '00012340000053'],
    ['01234565', '00012345000065'],
    [']E0425261', '00042100005264'],
    [']E00425261', '00042100005264'],
  ])('[CD3] UPC-E %s stands for %s', (text, gtin) => {
    expect(parseCode(text)).toMatchObject({ kind: 'gtin', gtin })
  })

  it.each(['4006381333932', '036000291453', ']E04006381333930', ']E496385075', '10614141000416'])(
    '[CD4] %s has a wrong check digit',
    (text) => {
      expect(parseCode(text)).toMatchObject({ kind: 'unreadable', problem: 'bad_check_digit' })
    },
  )

  it('[CD4] it may still be a shop’s own order number', () => {
    expect(parseCode('4006381333932').references).toEqual(['4006381333932'])
    expect(parseCode('12345678').kind).toBe('text')
    expect(parseCode('00000000').kind).toBe('text')
  })

  it('[CD6] an EAN symbol with digits missing is half read', () => {
    expect(parseCode(']E0400638133')).toMatchObject({ kind: 'unreadable', problem: 'half_read' })
  })
})

describe('GS1 element strings', () => {
  const whole = { kind: 'gs1', gtin: '04006381333931', batch: 'LOT7', expiry: '2028-01-01', serial: 'S1' }

  it.each([
    `]C1010400638133393110LOT7${gs}1728010121S1`,
    `]d201040063813339311728010110LOT7${gs}21S1`,
    `${gs}010400638133393110LOT7${gs}1728010121S1`,
    `010400638133393110LOT7${gs}1728010121S1`,
    '(01)04006381333931(10)LOT7(17)280101(21)S1',
    `[)>\u001e05${gs}010400638133393110LOT7${gs}1728010121S1\u001e\u0004`,
  ])('[CD5] %j', (text) => {
    expect(parseCode(text)).toMatchObject(whole)
  })

  it('[CD5] digits alone are an element string only with a right GTIN in front', () => {
    expect(parseCode('0104006381333931')).toMatchObject({ kind: 'gs1', gtin: '04006381333931' })
    expect(parseCode('0104006381333932').kind).toBe('text')
  })

  it('[CD5] order number and asset are references; day 00 is the last of the month', () => {
    const reading = parseCode(`]C1400order-9${gs}8004asset1${gs}17280200`)
    expect(reading.references).toEqual(['ORDER-9', 'ASSET1'])
    expect(reading.expiry).toBe('2028-02-29')
  })

  it('[CD5] a date that is none is left out', () => {
    expect(parseCode(']d2010400638133393117281399')).not.toHaveProperty('expiry')
  })

  it('[CD4] a wrong check digit inside makes the whole code unreadable', () => {
    expect(parseCode(']C10104006381333932')).toMatchObject({ kind: 'unreadable', problem: 'bad_check_digit' })
  })

  it.each([']C10104006381', ']d2010400638133393117', '(01)0400638', ']C101040063813339311', `${gs}00340434`])(
    '[CD6] %j was cut short',
    (text) => {
      expect(parseCode(text)).toMatchObject({ kind: 'unreadable', problem: 'half_read' })
    },
  )

  it('[CD5] what no identifier begins with is somebody else’s text', () => {
    expect(parseCode(`A${gs}B`).kind).toBe('text')
    expect(parseCode('(01').kind).toBe('text')
  })

  it('[CD7] Digital Links', () => {
    expect(parseCode('https://example.test/01/04006381333931/21/S%2F1?17=280101')).toMatchObject({
      kind: 'gs1',
      gtin: '04006381333931',
      serial: 'S/1',
      expiry: '2028-01-01',
    })
    expect(parseCode('https://example.test/shop/gtin/4006381333931/lot/L7')).toMatchObject({
      gtin: '04006381333931',
      batch: 'L7',
    })
    expect(parseCode('https://example.test/01/04006381333932')).toMatchObject({ problem: 'bad_check_digit' })
  })

  it('[CD7] other addresses are text, or the return number in them', () => {
    expect(parseCode('https://example.test/2026/01/news').kind).toBe('text')
    expect(parseCode('https://example.test/r?id=rma-1001')).toMatchObject({
      kind: 'rma',
      references: ['RMA-1001', 'HTTPS://EXAMPLE.TEST/R?ID=RMA-1001'],
    })
    expect(parseCode('https://example.test/01/%E0%A4%A').kind).toBe('text')
  })

  it.each([
    '00340434161094042557',
    '340434161094042557',
    '(00)340434161094042557',
    ']C100340434161094042557',
  ])('[CD8] SSCC %s', (text) => {
    expect(parseCode(text)).toMatchObject({
      kind: 'gs1',
      carrier: 'DHL',
      references: ['340434161094042557', '00340434161094042557'],
    })
  })
})

describe('parcels and returns', () => {
  it.each([
    ['1Z5R89390357567127', 'UPS', '1Z5R89390357567127'],
    ['1z 5r8 939 03 5756 7127', 'UPS', '1Z5R89390357567127'],
    ['986578788855', 'FedEx', '986578788855'],
    ['041441760228964', 'FedEx', '041441760228964'],
    ['9611020987654312345672', 'FedEx', '987654312345672'],
    ['61299998820821171811', 'FedEx', '61299998820821171811'],
    ['1001921334250001000300779017972697', 'FedEx', '779017972697'],
    ['9622001900000000000000776632517510', 'FedEx', '776632517510'],
    ['03071790000523483741', 'USPS', '03071790000523483741'],
    ['9400111201080805483016', 'USPS', '9400111201080805483016'],
    ['71969010756003077385', 'USPS', '71969010756003077385'],
    ['420221539101026837331000039521', 'USPS', '9101026837331000039521'],
    [`]C142022153${gs}9101026837331000039521`, 'USPS', '9101026837331000039521'],
    ['4201002334249200190132607600833457', 'USPS', '9200190132607600833457'],
    ['3318810025', 'DHL', '3318810025'],
    ['RR123456785DE', 'UPU', 'RR123456785DE'],
    ['0073938000549297', 'Canada Post', '0073938000549297'],
    ['008182709980000020033350276C', 'DPD', '09980000020033'],
    ['TBA123456789012', 'Amazon', 'TBA123456789012'],
  ])('[CD9] %s is %s', (text, carrier, first) => {
    const reading = parseCode(text)
    expect(reading).toMatchObject({ kind: 'tracking', carrier })
    expect(reading.references[0]).toBe(first)
  })

  it.each([
    '1Z5R89390357567128',
    'RR123456784DE',
    '3318810024',
    '1001921334250001000300779017972698',
    '9611020987654312345673',
    '9261292700768711948020',
    '568283610012732',
    '03071790000523483742',
    '0073938000549292',
    '008182709980000020033350276A',
  ])('[CD9] %s with a wrong check digit is only text', (text) => {
    expect(parseCode(text)).toMatchObject({ kind: 'text', references: [text] })
  })

  it.each(['RMA-1001', 'rma_77', 'R12345678', 'RET-2026-01', '1001-R2'])(
    '[CD10] %s is a return number',
    (text) => {
      expect(parseCode(text)).toMatchObject({ kind: 'rma', references: [text.toUpperCase()] })
    },
  )

  it('[CD10] a shop’s # is looked up with and without', () => {
    expect(parseCode('#1001-R2').references).toEqual(['#1001-R2', '1001-R2'])
  })

  it.each(['RMA', 'REPAIR', 'R12', 'ROUTER-5000'])('[CD10] %s is none', (text) => {
    expect(parseCode(text).kind).toBe('text')
  })
})
