import { twoColumns } from '../../help/wrap.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { Finding, State } from './finding.js'

/** A finding a line, what to do below it, and how many there are of each kind. */
export const showFindings = (findings: readonly Finding[], terminal: Terminal): void => {
  const style: Record<State, (text: string) => string> = {
    ok: terminal.green,
    warning: terminal.yellow,
    broken: terminal.red
  }
  const widest = Math.max(...findings.map(({ name }) => name.length))
  for (const { name, state, found, todo } of findings) {
    terminal.out(`${style[state](state.padEnd(7))}  ${name.padEnd(widest)}  ${found}`)
    if (todo !== undefined) terminal.out(twoColumns([['→', todo]], terminal.columns, 6))
  }
  const count = (state: State): number => findings.filter(finding => finding.state === state).length
  terminal.out(`\n${count('ok')} ok, ${count('warning')} to look at, ${count('broken')} broken`)
}
