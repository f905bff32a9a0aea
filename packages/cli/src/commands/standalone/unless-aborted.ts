import type { Context } from '../../context.js'
import { untilAborted } from '../../terminal/until-aborted.js'

/** Undefined once the person has pressed Ctrl-C. */
export const unlessAborted = <T>(
  work: Promise<T>,
  { signal }: Pick<Context, 'signal'>
): Promise<T | undefined> => Promise.race([work, untilAborted(signal).then(() => undefined)])
