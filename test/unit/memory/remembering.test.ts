import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { type Remembering, startRemembering } from '../../../models/memory/remembering.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'

/** A thread that throws on its first question, takes its time to end, and answers when it is begun anew. */
function fragile(): Remembering {
  const file = join(freshFolder(), 'thread.mjs')
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs'
    import { parentPort } from 'node:worker_threads'
    const died = ${JSON.stringify(`${file}.died`)}
    parentPort.on('message', ({ id }) => {
      if (existsSync(died)) return void setTimeout(() => parentPort.postMessage({ id, result: 'forgotten' }), 200)
      writeFileSync(died, '')
      throw new Error('a mistake of the thread')
    })\n`,
  )
  const remembering = startRemembering(pathToFileURL(file))
  onTestFinished(() => remembering.close())
  return remembering
}
const lesson = {} as Parameters<Remembering['learn']>[0]

it('[RM18] what is asked right after the thread ended is asked of the next one', async () => {
  const remembering = fragile()
  const [first, again] = await Promise.all([
    remembering.learn(lesson).catch((thrown: Error) => thrown.message),
    new Promise((done) => setTimeout(done, 0)),
  ]).then(async ([said]) => [said, await remembering.learn(lesson)])
  expect(first).toContain('ended')
  expect(again).toBe('forgotten')
})

it('[RM18] after it was closed nothing is asked, and no thread is begun', async () => {
  const remembering = fragile()
  await remembering.close()
  await expect(remembering.learn(lesson)).rejects.toThrow('closed')
})
