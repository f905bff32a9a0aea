import type { StackConfig } from '../config.js'
import type { Instance } from '../instances/api.js'

/** The addresses of the registries of an instance, in the order in which they are asked. */
export const registriesOf = (
  { registries }: Pick<StackConfig, 'registries'>,
  { context }: Pick<Instance, 'context'>
): readonly string[] => {
  const own = Object.hasOwn(registries, context) ? registries[context] : undefined
  return own ?? registries.default ?? []
}
