import { TriggerError } from '../errors.js'

/** The duration of a trigger: unlike a debounce's, the real stack's refusal names no reason. */
export function triggerDuration(kind: string, args: string, parse: (text: string) => number): number {
  try {
    return parse(args)
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
    const { code, why, advice, part, position } = error
    throw new TriggerError({
      code,
      subject: `the duration ${JSON.stringify(args)} of ${kind}`,
      why,
      advice,
      ...(part !== undefined && { part }),
      ...(position !== undefined && { position })
    })
  }
}
