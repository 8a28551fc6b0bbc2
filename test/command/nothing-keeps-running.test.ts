import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { photo } from '../contract/camera.ts'
import { openHttpCamera } from '../rigs/http-camera.ts'
import { openPty } from '../rigs/pty.ts'

it('[SC2] [CA5] [PR7] [LI5] a process ends by itself once its devices are closed', async () => {
  const web = await openHttpCamera({ does: 'send', bytes: await photo(1) })
  const pty = await openPty()
  const script = join(import.meta.dirname, 'open-and-close.ts')
  const child = spawn(process.execPath, [script, pty?.path ?? '/dev/no-such-port', web.url])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(said).toMatch(/^shot\nclosed\n$/)
  expect(code).toBe(0)
  await pty?.close()
  await web.close()
})
