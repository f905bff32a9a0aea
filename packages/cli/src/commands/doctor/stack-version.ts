import { reach } from '../../http/reach.js'

/** Milliseconds after which a stack counts as not there. */
const PATIENCE = 5000

/**
 * The version that a stack tells everybody.
 *
 * @returns undefined where something answers that is no stack
 * @throws CliError where nothing answers
 */
export const stackVersion = async (base: URL, signal: AbortSignal): Promise<string | undefined> => {
  const init = { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) }
  const answer = await reach(base, new URL('/version', base), init)
  const told = (await answer.json().catch(() => undefined)) as { version?: unknown } | undefined
  return typeof told?.version === 'string' && told.version !== '' ? told.version : undefined
}
