import { KonnectorError } from '../errors/konnector-error.js'
import { StackError } from '../errors/stack-error.js'

const titlesOf = (error: unknown): readonly unknown[] => {
  if (StackError.is(error)) return error.titles
  const { reason } = (error ?? {}) as { reason?: unknown }
  return Array.isArray(reason) ? reason.map((each: { title?: unknown } | undefined) => each?.title) : []
}

/**
 * Tells apart that the owner has not accepted the new terms of the Cozy, which the stack answers to every request then.
 *
 * @throws KonnectorError `TOS_NOT_ACCEPTED`
 */
export const checkTOS = (error: unknown): void => {
  if (titlesOf(error)[0] === 'TOS Updated') throw new KonnectorError('TOS_NOT_ACCEPTED', { cause: error })
}
