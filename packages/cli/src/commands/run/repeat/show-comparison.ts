import { cut } from '../../../terminal/cut.js'
import type { Terminal } from '../../../terminal/terminal.js'
import type { StateDifference } from './compare-states.js'

/** What came of running a konnector again. */
export interface Comparison {
  /** Of the whole run. */
  writes: number
  /** By doctype, after the whole run. */
  documents: Record<string, number>
  /** Whether a run was ended on the way. */
  killed: boolean
  /** The error of a run that was not to fail. */
  failed?: string
  differences: StateDifference[]
}

const SHOWN = 10

/** Says whether the Cozy is as after one whole run, and what differs. */
export const showComparison = (
  { writes, documents, killed, failed, differences }: Comparison,
  terminal: Terminal
): void => {
  const held = Object.entries(documents)
    .filter(([doctype, count]) => count > 0 && doctype !== 'io.cozy.accounts')
    .map(([doctype, count]) => `${count} ${doctype}`)
  if (failed !== undefined) {
    terminal.err(terminal.red(`Failed to run the konnector: ${failed}.`))
    return
  }
  const after = killed ? 'After a run that was ended on the way and one more' : 'After a second run'
  if (differences.length === 0) {
    terminal.out(
      `${terminal.green('The same')}: ${after.toLowerCase()} the Cozy is as after one whole run of ${writes} writes.`
    )
    terminal.out(`It holds ${held.join(', ') || 'nothing'}.`)
    return
  }
  terminal.err(
    terminal.red(
      `Failed to run it again without a trace: ${after.toLowerCase()} the Cozy differs from one whole run.`
    )
  )
  for (const { doctype, more, less } of differences) {
    terminal.out(terminal.bold(doctype))
    const lines = [
      ...less.map(text => terminal.red(cut(`  - ${text}`, terminal.columns))),
      ...more.map(text => terminal.green(cut(`  + ${text}`, terminal.columns)))
    ]
    for (const line of lines.slice(0, SHOWN)) terminal.out(line)
    if (lines.length > SHOWN)
      terminal.out(terminal.dim(`  … and ${lines.length - SHOWN} more: --json has them all`))
  }
}
