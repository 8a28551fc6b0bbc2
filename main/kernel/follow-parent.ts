/**
 * Calls `gone` once when the process that started this one is gone, also when that one was killed outright.
 * Only a process started with an IPC channel has such a parent; for any other nothing happens.
 */
export function followParent(gone: () => void): void {
  if (!process.channel) return
  process.once('disconnect', gone)
  // The channel alone must not keep a finished process alive.
  process.channel.unref()
}
