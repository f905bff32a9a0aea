import type { Outcome } from '@cozy-jobs/runner'
import type { Terminal } from '../terminal/terminal.js'
import { cutLines } from './cut-lines.js'

/** How a run ended, for a person. */
export const showOutcome = (
  { state, error, duration, stderr }: Pick<Outcome, 'state' | 'error' | 'duration' | 'stderr'>,
  slug: string,
  terminal: Terminal
): void => {
  const took = terminal.dim(`in ${(duration / 1000).toFixed(1)} s`)
  if (stderr.trim()) terminal.err(terminal.dim(cutLines(stderr.trim())))
  if (state === 'done') terminal.out(`${terminal.green('Done')} ${took}`)
  else terminal.err(`${terminal.red(`Failed to run ${slug}: ${error ?? 'it did not end well'}.`)} ${took}`)
}
