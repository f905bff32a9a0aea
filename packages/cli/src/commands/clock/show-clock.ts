import { EXIT, type ExitCode } from '../../errors.js'
import type { ClockState } from '../../http/admin.js'
import type { Terminal } from '../../terminal/terminal.js'

const count = (rang: number): string => (rang === 1 ? '1 date came' : `${rang} dates came`)

/** The state of a clock in one or two lines, or as data. A move that stopped on the way has failed. */
export const showClock = (state: ClockState, json: boolean, terminal: Terminal): ExitCode => {
  const { now, stopped, rang, arrived = true } = state
  if (json) terminal.out(JSON.stringify(state))
  else {
    const how = stopped ? 'it stands still' : "it runs with the machine's time"
    terminal.out(`${now}  ${terminal.dim(rang === undefined ? how : `${how}; ${count(rang)} on the way`)}`)
  }
  if (arrived) return EXIT.done
  terminal.err(
    `Failed to move the clock all the way: ${rang} dates came, the most in one move. Type the same again to go on from here.`
  )
  return EXIT.failed
}
