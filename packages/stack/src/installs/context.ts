import type { StackConfig } from '../config.js'
import type { Instance } from '../instances/api.js'

/** The settings of the context of an instance, `contexts.default` where it has none of its own. */
export const contextOf = (
  { contexts }: Pick<StackConfig, 'contexts'>,
  { context }: Pick<Instance, 'context'>
): Readonly<Record<string, unknown>> =>
  (Object.hasOwn(contexts, context) ? contexts[context] : contexts.default) ?? {}
