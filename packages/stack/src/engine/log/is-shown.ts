import type { LogLevel } from '../../stack.js'

const SEVERITY: readonly string[] = ['debug', 'info', 'warning', 'error', 'critical', 'panic', 'fatal']

/** Whether a line of this type is as severe as the level, or more. A type that nobody knows is `info`. */
export const isShown = (type: string, level: LogLevel = 'debug'): boolean => {
  const rank = SEVERITY.indexOf(type)
  return (rank < 0 ? SEVERITY.indexOf('info') : rank) >= SEVERITY.indexOf(level)
}
