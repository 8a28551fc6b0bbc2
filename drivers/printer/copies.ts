import type { JobStatus } from './host-status.ts'

/** How many labels a job asks for (^PQ); one unless it says so. */
export function copiesOf(zpl: string): number {
  return Number(/\^PQ(\d+)/.exec(zpl)?.[1] ?? 1)
}

/** The same job for so many labels. */
export function withCopies(zpl: string, copies: number): string {
  if (copies === copiesOf(zpl)) return zpl
  return /\^PQ\d/.test(zpl)
    ? zpl.replaceAll(/\^PQ\d+/g, `^PQ${copies}`)
    : zpl.replaceAll('^XZ', `^PQ${copies}^XZ`)
}

/** What is left of the job in hand, by the printer's own count. */
export interface Rest {
  /** Labels to print of this job: `all`, or what was left when the same job failed. */
  of(zpl: string, all: number): number
  begin(zpl: string, left: number): void
  saw(status: JobStatus): void
  done(): void
}

/** Remembers what a job that failed still owes, so that trying it again prints no more than were asked for (PR13). */
export function createRest(): Rest {
  let job: { readonly zpl: string; readonly left: number } | undefined
  return {
    of: (zpl, all) => (job?.zpl === zpl ? job.left : all),
    begin: (zpl, left) => {
      job = { zpl, left }
    },
    saw({ formatsInBuffer, labelsRemaining }) {
      // Nothing remaining may be an answer from before the job, and a job not yet started remains whole.
      if (job && formatsInBuffer === 0 && labelsRemaining > 0)
        job = { ...job, left: Math.min(job.left, labelsRemaining) }
    },
    done: () => {
      job = undefined
    },
  }
}
