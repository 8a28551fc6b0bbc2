import { Fault } from './fault.ts'

/** What the file system threw (an Error with an errno code) as a Fault that names the path; anything else is given back as it is. */
export function fileFault(thrown: unknown, path: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (thrown instanceof Fault || !/^E[A-Z0-9]+$/.test(code)) return thrown
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Fault('DISK_FULL', `${path}: no space left (${code})`, thrown)
  if (code === 'EIO') return new Fault('DISK_ERROR', `${path}: the disk gave an error (${code})`, thrown)
  return new Fault('DATA_UNWRITABLE', `${path} cannot be made or written (${code})`, thrown)
}
