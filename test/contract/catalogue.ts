import { describe, expect, it } from 'vitest'
import type { ExpectedLine } from '../../main/kernel/item.ts'
import type { Catalogue, CatalogueBatch } from '../../sync/catalogue/port.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'

/** A batch with the SKUs and lines of these seeds. */
export function batchOf(
  cursor: number,
  seeds: readonly number[],
  change: Partial<CatalogueBatch> = {},
): CatalogueBatch {
  return {
    cursor,
    skus: seeds.map(skuOf),
    lines: seeds.map(lineOf),
    removedSkus: [],
    removedLines: [],
    ...change,
  }
}

/** What every catalogue holds to. */
export function catalogueContract(name: string, open: () => Catalogue): void {
  const filled = () => {
    const catalogue = open()
    catalogue.apply(batchOf(10, [1, 2, 3, 4]))
    return catalogue
  }

  describe(`catalogue ${name}: look-ups`, () => {
    it('[CT1] a SKU is found by code and by GTIN, exactly', () => {
      const catalogue = filled()
      expect(catalogue.sku('SKU-0000002')).toEqual(skuOf(2))
      expect(catalogue.skuByGtin(skuOf(3).gtin ?? '')).toEqual(skuOf(3))
      expect(catalogue.sku('sku-0000002')).toBeUndefined()
      expect(catalogue.sku('SKU-000000')).toBeUndefined()
      expect(catalogue.skuByGtin('')).toBeUndefined()
    })

    it('[CT1] two SKUs with one GTIN: the same one every time', () => {
      const catalogue = filled()
      const { gtin } = skuOf(3)
      if (!gtin) throw new Error('the SKU has a GTIN')
      catalogue.apply(batchOf(11, [], { skus: [{ ...skuOf(9), gtin }] }))
      expect(catalogue.skuByGtin(gtin)?.sku).toBe(skuOf(3).sku)
    })

    const line: ExpectedLine = { ...lineOf(1), plate: 'RG-77', order: 'o 1' }
    it.each([line.line, line.rma, line.tracking, line.plate, line.order])(
      '[CT1] a line is found by %s',
      (reference) => {
        const catalogue = open()
        catalogue.apply(batchOf(1, [], { lines: [line, lineOf(5)] }))
        expect(catalogue.linesByReference(reference ?? '')).toEqual([line])
      },
    )

    it.each(['rma-0000001', ' RMA-0000001 ', 'RMA - 0000001', '\tRMA-0000001\n'])(
      '[CT4] %j is the reference RMA-0000001',
      (reference) => {
        expect(filled().linesByReference(reference)).toEqual([lineOf(1), lineOf(2)])
      },
    )

    it('[CT1] lines are found by the SKU they expect, at most 200, changed and removed ones no longer', () => {
      const catalogue = filled()
      const { sku } = skuOf(1)
      expect(catalogue.linesBySku(sku)).toEqual([lineOf(1)])
      expect(catalogue.linesBySku(sku.toLowerCase())).toEqual([])
      catalogue.apply(
        batchOf(11, [], {
          lines: [
            { ...lineOf(2), sku },
            { ...lineOf(1), sku: 'OTHER' },
          ],
        }),
      )
      expect(catalogue.linesBySku(sku)).toEqual([{ ...lineOf(2), sku }])
      expect(catalogue.linesBySku('OTHER').map(({ line }) => line)).toEqual([lineOf(1).line])
      catalogue.apply(batchOf(12, [], { removedLines: [lineOf(2).line] }))
      expect(catalogue.linesBySku(sku)).toEqual([])
      const many = Array.from({ length: 250 }, (_, index) => ({ ...lineOf(index + 10), sku }))
      catalogue.apply(batchOf(13, [], { lines: many }))
      expect(catalogue.linesBySku(sku)).toHaveLength(200)
    })

    it('no reference is no line, and a shared one gives at most 200', () => {
      const catalogue = open()
      const lines = Array.from({ length: 250 }, (_, index) => ({ ...lineOf(index + 1), rma: 'SHARED' }))
      catalogue.apply(batchOf(1, [], { lines }))
      expect(catalogue.linesByReference('')).toEqual([])
      expect(catalogue.linesByReference('shared')).toHaveLength(200)
    })
  })

  describe(`catalogue ${name}: changes`, () => {
    it('an empty one starts at cursor 0', () => {
      const catalogue = open()
      expect([catalogue.cursor(), catalogue.count()]).toEqual([0, { skus: 0, lines: 0 }])
    })

    it('[CT2] a batch is there with its cursor', () => {
      const catalogue = filled()
      expect([catalogue.cursor(), catalogue.count()]).toEqual([10, { skus: 4, lines: 4 }])
    })

    it('[CT2] a batch with a bad row is not there at all', () => {
      const catalogue = filled()
      const bad = { ...lineOf(6), line: null } as unknown as ExpectedLine
      expect(() => catalogue.apply(batchOf(11, [5, 6], { lines: [lineOf(5), bad] }))).toThrow()
      expect([catalogue.cursor(), catalogue.count()]).toEqual([10, { skus: 4, lines: 4 }])
      expect(catalogue.search('0000005', 9)).toEqual([])
    })

    it('[CT3] the same batch twice changes nothing', () => {
      const catalogue = filled()
      catalogue.apply(batchOf(10, [1, 2, 3, 4]))
      expect([catalogue.cursor(), catalogue.count()]).toEqual([10, { skus: 4, lines: 4 }])
      expect(catalogue.linesByReference(lineOf(1).rma)).toEqual([lineOf(1), lineOf(2)])
      expect(catalogue.search('sku', 9)).toHaveLength(4)
    })

    it('[CT3] a page from before the cursor undoes nothing', () => {
      const catalogue = filled()
      catalogue.apply(
        batchOf(20, [], { skus: [{ ...skuOf(1), title: 'Newer title' }], removedSkus: ['SKU-0000002'] }),
      )
      catalogue.apply(batchOf(10, [1, 2, 3, 4]))
      expect(catalogue.sku('SKU-0000001')?.title).toBe('Newer title')
      expect(catalogue.sku('SKU-0000002')).toBeUndefined()
      expect(catalogue.cursor()).toBe(20)
    })

    it('a change replaces the row, its references and its words', () => {
      const catalogue = filled()
      const moved = { ...lineOf(1), rma: 'RMA-NEW' }
      const renamed = { ...skuOf(1), title: 'Velvet curtain', gtin: '04000000099991' }
      catalogue.apply(batchOf(11, [], { skus: [renamed], lines: [moved] }))
      expect(catalogue.linesByReference('RMA-NEW')).toEqual([moved])
      expect(catalogue.linesByReference(lineOf(1).rma)).toEqual([lineOf(2)])
      expect(catalogue.search('velvet', 9)).toEqual([renamed])
      expect(catalogue.search(skuOf(1).title, 9).map(({ sku }) => sku)).not.toContain(renamed.sku)
      expect(catalogue.skuByGtin(skuOf(1).gtin ?? '')).toBeUndefined()
      expect(catalogue.count()).toEqual({ skus: 4, lines: 4 })
    })

    it('what is removed is found by nothing; removing what is not there is fine', () => {
      const catalogue = filled()
      const removed = { removedSkus: ['SKU-0000001', 'never'], removedLines: [lineOf(1).line, 'never'] }
      catalogue.apply(batchOf(11, [], removed))
      expect(catalogue.sku('SKU-0000001')).toBeUndefined()
      expect(catalogue.search('0000001', 9)).toEqual([])
      expect(catalogue.linesByReference(lineOf(1).rma)).toEqual([lineOf(2)])
      expect(catalogue.count()).toEqual({ skus: 3, lines: 3 })
    })
  })

  describe(`catalogue ${name}: search`, () => {
    const shelf = () => {
      const catalogue = open()
      const titles = {
        'TEE-01': 'Linen shirt écru',
        'TEE-02': 'Linen trousers',
        'MUG-7': 'Mug "Linné" 30 cl',
      }
      const skus = Object.entries(titles).map(([sku, title], index) => ({ ...skuOf(index + 1), sku, title }))
      catalogue.apply(batchOf(1, [], { skus }))
      return catalogue
    }

    it.each([
      ['linen', ['TEE-01', 'TEE-02']],
      ['LIN shi', ['TEE-01']],
      ['ecru', ['TEE-01']],
      ['ÉCRU', ['TEE-01']],
      ['tee', ['TEE-01', 'TEE-02']],
      ['tee-02', ['TEE-02']],
      ['shirt linen', ['TEE-01']],
      ['linne', ['MUG-7']],
      ['hirt', []],
      ['', []],
      ['   ', []],
    ])('[CT6] %j finds %j', (words, expected) => {
      expect(
        shelf()
          .search(words, 9)
          .map(({ sku }) => sku),
      ).toEqual(expected)
    })

    it('[CT6] at most as many as asked for', () => {
      expect(shelf().search('linen', 1)).toHaveLength(1)
    })

    it.each([
      '"',
      '"" OR *',
      'linen NOT shirt',
      'title:x',
      'NEAR(a b)',
      "'; DROP TABLE skus",
      '\0',
      '😀',
      '^a',
      'e\u0301',
    ])('[CT6] %j is words like any others', (words) => {
      expect(Array.isArray(shelf().search(words, 9))).toBe(true)
    })
  })
}
