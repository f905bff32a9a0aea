import type { Stack } from '../stack.js'

/** Says what a person should know of, in the log and to whoever listens. */
export const warn = ({ events, log }: Pick<Stack, 'events' | 'log'>, text: string): void => {
  log(text)
  events.emit('warning', text)
}
