import { visible } from '@cozy-jobs/logging'

/** An answer for a person's terminal: whatever jobs, documents and callers of webhooks have written in it only shows. */
export const printable = <T>(answer: T): T =>
  JSON.parse(JSON.stringify(answer), (_name, value: unknown) =>
    typeof value === 'string' ? visible(value) : value
  ) as T
