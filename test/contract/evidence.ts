import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../sync/evidence/port.ts'
import { faultOf } from '../rigs/fault-of.ts'
import type { HandClock } from '../rigs/hand-clock.ts'

/** Evidence under test, with what a test must do behind its back. */
export interface EvidenceRig {
  readonly evidence: Evidence
  readonly clock: HandClock
  /** Paths of all files, relative to the folder. */
  files(): Promise<readonly string[]>
  /** Puts bytes at a relative path, dated by the clock. */
  plant(path: string, bytes: Uint8Array): Promise<void>
  /** The same folder opened anew, as after a restart. */
  reopen(): Evidence
}

const photo = (text: string) => new TextEncoder().encode(text)
const nameOf = (bytes: Uint8Array) => hash('sha256', bytes, 'hex')
const pathOf = (sha256: string) => `${sha256.slice(0, 2)}/${sha256}`
const hour = 3_600_000

/** What every store of photographs holds to. */
export function evidenceContract(name: string, open: () => EvidenceRig): void {
  describe(`evidence ${name}`, () => {
    it('[EV1] what was kept is read back, under the hash of its bytes', async () => {
      const { evidence, files } = open()
      const bytes = photo('a photograph')
      const sha256 = await evidence.keep(bytes)
      expect(sha256).toBe(nameOf(bytes))
      expect(new Uint8Array(await evidence.read(sha256))).toEqual(bytes)
      expect(await evidence.has(sha256)).toBe(true)
      expect(await files()).toEqual([pathOf(sha256)])
    })

    it('[EV3] the same bytes twice, also at once, are one file', async () => {
      const { evidence, files } = open()
      const names = await Promise.all([1, 2, 3].map(() => evidence.keep(photo('same'))))
      await evidence.keep(photo('same'))
      await evidence.keep(photo('other'))
      expect(new Set(names).size).toBe(1)
      expect(await files()).toHaveLength(2)
    })

    it('[EV3] keeping bytes whose file has rotted writes it anew', async () => {
      const { evidence, plant } = open()
      const sha256 = nameOf(photo('good'))
      await plant(pathOf(sha256), photo('rotten'))
      await evidence.keep(photo('good'))
      expect(new Uint8Array(await evidence.read(sha256))).toEqual(photo('good'))
    })

    it('[EV4] other bytes under a hash are EVIDENCE_CORRUPT', async () => {
      const { evidence, plant } = open()
      const sha256 = nameOf(photo('good'))
      await plant(pathOf(sha256), photo('rotten'))
      const fault = await faultOf(() => evidence.read(sha256))
      expect([fault.code, fault.detail]).toEqual(['EVIDENCE_CORRUPT', expect.stringContaining(sha256)])
    })

    it('[EV4] no file is EVIDENCE_MISSING', async () => {
      const { evidence } = open()
      const sha256 = nameOf(photo('never kept'))
      expect((await faultOf(() => evidence.read(sha256))).code).toBe('EVIDENCE_MISSING')
      expect(await evidence.has(sha256)).toBe(false)
    })

    it.each(['../secret', '', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(62)}/.`, '\0'.repeat(64)])(
      '[EV8] %j never becomes a path',
      async (name) => {
        const { evidence, plant } = open()
        await plant('secret', photo('not a photograph'))
        expect((await faultOf(() => evidence.read(name))).code).toBe('EVIDENCE_MISSING')
        expect(await evidence.has(name)).toBe(false)
      },
    )

    it('[EV5] a sweep takes old orphans and leftovers, and nothing else', async () => {
      const { clock, plant, files, reopen } = open()
      const [named, orphan, fresh] = ['named', 'orphan', 'fresh']
        .map(photo)
        .map((bytes) => ({ bytes, sha256: nameOf(bytes) }))
      if (!named || !orphan || !fresh) throw new Error('three photographs')
      await plant(pathOf(named.sha256), named.bytes)
      await plant(pathOf(orphan.sha256), orphan.bytes)
      await plant(`parts/${orphan.sha256}.77-1`, orphan.bytes)
      await plant('parts/notes.txt', orphan.bytes)
      await plant(`${orphan.sha256.slice(0, 2)}/README`, orphan.bytes)
      clock.pass(2 * hour)
      await plant(pathOf(fresh.sha256), fresh.bytes)
      await plant(`parts/${fresh.sha256}.78-1`, fresh.bytes)
      expect(await reopen().sweep((sha256) => sha256 === named.sha256, hour)).toBe(2)
      expect([...(await files())].sort()).toEqual(
        [
          `${orphan.sha256.slice(0, 2)}/README`,
          'parts/notes.txt',
          `parts/${fresh.sha256}.78-1`,
          pathOf(named.sha256),
          pathOf(fresh.sha256),
        ].sort(),
      )
    })

    it('[EV7] a wall clock that jumps ahead sweeps nothing this process has just kept', async () => {
      const { evidence, clock } = open()
      const sha256 = await evidence.keep(photo('on the lane now'))
      clock.jump(400 * 24 * hour)
      expect(await evidence.sweep(() => false, hour)).toBe(0)
      expect(await evidence.has(sha256)).toBe(true)
      clock.pass(2 * hour)
      expect(await evidence.sweep(() => false, hour)).toBe(1)
    })

    it('[EV7] a wall clock that jumps back sweeps nothing', async () => {
      const { evidence, clock, reopen } = open()
      await evidence.keep(photo('kept'))
      clock.jump(-400 * 24 * hour)
      expect(await reopen().sweep(() => false, hour)).toBe(0)
    })

    it('[EV5] a photograph kept anew while a sweep is under way stays', async () => {
      const { clock, plant, reopen } = open()
      const bytes = photo('an old orphan that is photographed again')
      await plant(pathOf(nameOf(bytes)), bytes)
      clock.pass(2 * hour)
      const again = reopen()
      let kept: Promise<string> | undefined
      await again.sweep(() => {
        kept ??= again.keep(bytes)
        return false
      }, hour)
      expect(await kept).toBe(nameOf(bytes))
      expect(new Uint8Array(await again.read(nameOf(bytes)))).toEqual(bytes)
    })
  })
}
