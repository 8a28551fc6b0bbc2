import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findKiosk } from '../../../main/shell/open-kiosk.ts'

let root = ''
const electron = () => join(root, 'node_modules', 'electron')
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'regrade-kiosk-'))
  mkdirSync(join(electron(), 'dist'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true }))

function install(): string {
  const program = join(electron(), 'dist', 'electron')
  writeFileSync(join(electron(), 'path.txt'), 'electron')
  writeFileSync(program, '')
  return program
}

describe('finding the kiosk', () => {
  it('[SH7] a package without its program is no Electron, and none is fetched', () => {
    expect(findKiosk(root, { DISPLAY: ':0' }, 'linux')).toEqual({
      kind: 'none',
      why: expect.stringContaining('Electron is not here'),
    })
    writeFileSync(join(electron(), 'path.txt'), 'electron')
    expect(findKiosk(root, { DISPLAY: ':0' }, 'linux').kind).toBe('none')
  })

  it('the program is found where the package keeps it', () => {
    const program = install()
    expect(findKiosk(root, { WAYLAND_DISPLAY: 'w' }, 'linux')).toEqual({ kind: 'there', program })
  })

  it('[SH7] a Linux without display has no window; other systems always have one', () => {
    const program = install()
    expect(findKiosk(root, {}, 'linux')).toEqual({ kind: 'none', why: 'there is no display' })
    expect(findKiosk(root, {}, 'darwin')).toEqual({ kind: 'there', program })
  })

  it('a folder given by hand is used', () => {
    const own = join(root, 'own')
    mkdirSync(own)
    writeFileSync(join(own, 'electron'), '')
    expect(findKiosk(root, { ELECTRON_OVERRIDE_DIST_PATH: own, DISPLAY: ':0' }, 'linux')).toEqual({
      kind: 'there',
      program: join(own, 'electron'),
    })
  })
})
