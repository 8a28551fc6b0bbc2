/** Every durable I/O of a station has a name, so that a test can cut the power exactly there. */
export const durableSteps = [
  'evidence:write',
  'evidence:fsync',
  'evidence:rename',
  'evidence:fsync-folder',
  'ledger:begin',
  'ledger:inspection',
  'ledger:print-job',
  'ledger:outbox',
  'ledger:audit',
  'ledger:commit',
  'print:take',
  'print:send',
  'print:done',
  'uplink:blob',
  'uplink:batch',
  'uplink:ack',
  'catalogue:apply',
] as const
export type DurableStep = (typeof durableSteps)[number]

/** Called before the step's I/O; a test's version throws or kills the process. */
export type StepHook = (step: DurableStep) => void

/** The hook of a station in service. */
export const noHook: StepHook = () => {}
