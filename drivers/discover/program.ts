import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Whether a program is there to be run: by its path, or on the path of this process; it is not started. */
export async function hasProgram(name: string, path: string = process.env.PATH ?? ''): Promise<boolean> {
  const folders = /[\\/]/.test(name) ? [''] : path.split(delimiter).filter(Boolean)
  const ends = process.platform === 'win32' ? ['', '.exe'] : ['']
  const tried = folders.flatMap((folder) => ends.map((end) => join(folder, `${name}${end}`)))
  const there = await Promise.all(
    tried.map((file) =>
      access(file, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  )
  return there.includes(true)
}
